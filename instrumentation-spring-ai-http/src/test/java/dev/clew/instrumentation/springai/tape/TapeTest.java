// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.clew.examples.modelserver.Ending;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Pause;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import dev.clew.tape.RequestChange;
import dev.clew.tape.format.TapeEntry;
import dev.clew.testkit.RecordedTape;
import dev.clew.testkit.WeavingExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.core.ParameterizedTypeReference;
import reactor.core.publisher.Flux;

/** Real calls, recorded, and then answered with the server stopped. */
class TapeTest {
  private static final RecordedTape TAPE = new RecordedTape();

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(TAPE, new SpringAiTapeModule());

  private final SequenceScript script = new SequenceScript();
  private ModelServer server = ModelServer.start(script);
  private ChatModel model;

  @BeforeEach
  void record() {
    use(Provider.OPENAI);
    TAPE.record();
  }

  @AfterEach
  void close() {
    TAPE.stop();
    server.close();
  }

  private void use(Provider provider) {
    model = provider.model(url(), Provider.Http.plain());
  }

  private String url() {
    return server.baseUrl().replaceFirst("/v1$", "");
  }

  /** Makes the call again, without a server. */
  private <T> T replayed(Supplier<T> call) {
    int recorded = TAPE.entries().size();
    server.close();
    TAPE.replay();
    T result = call.get();
    assertThat(TAPE.stop())
        .contains(
            "clew: replay: %d of %d calls played, 0 after normalising, 0 live"
                .formatted(recorded, recorded));
    return result;
  }

  private String ask() {
    return model.call("Where to?");
  }

  private static Flux<String> texts(ChatModel model) {
    return model.stream(new Prompt("Where to?"))
        .filter(each -> each.getResult() != null)
        .mapNotNull(each -> each.getResult().getOutput().getText());
  }

  private List<String> stream() {
    return texts(model).collectList().block();
  }

  private static List<String> causes(Runnable call) {
    List<String> chain = new ArrayList<>();
    Throwable thrown = catchThrowable(call::run);
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      chain.add(each.getClass().getName() + ": " + each.getMessage());
    }
    return chain;
  }

  @ParameterizedTest
  @EnumSource
  void call_isPlayedWithoutAServer(Provider provider) {
    use(provider);
    script.enqueue(Reply.text("Nach M\u00fcnchen."));

    String live = ask();

    assertThat(live).isEqualTo("Nach M\u00fcnchen.");
    assertThat(TAPE.entries()).hasSize(1);
    TapeEntry entry = TAPE.entries().get(0);
    assertThat(entry.status()).isEqualTo(200);
    assertThat(entry.closedEarly()).isFalse();
    assertThat(entry.request().toString()).contains("Where to?");
    assertThat(replayed(this::ask)).isEqualTo(live);
  }

  @ParameterizedTest
  @EnumSource
  void stream_isPlayedWithoutAServer(Provider provider) {
    use(provider);
    script.enqueue(Reply.text("Nach M\u00fcnchen und Rom."));

    List<String> live = stream();

    assertThat(String.join("", live)).isEqualTo("Nach M\u00fcnchen und Rom.");
    assertThat(TAPE.entries()).hasSize(1);
    assertThat(TAPE.entries().get(0).request().toString()).contains("Where to?");
    assertThat(replayed(this::stream)).isEqualTo(live);
  }

  @ParameterizedTest
  @EnumSource
  void toolRound_isPlayedRequestByRequest(Provider provider) {
    use(provider);
    script.enqueue(Reply.toolCall("fare", "{\"to\":\"Rome\"}")).enqueue(Reply.text("189.00"));
    ToolCallback fare =
        FunctionToolCallback.builder("fare", (Map<String, Object> in) -> "189.00")
            .inputType(new ParameterizedTypeReference<Map<String, Object>>() {})
            .build();
    Prompt prompt =
        new Prompt("How much?", ToolCallingChatOptions.builder().toolCallbacks(fare).build());
    Supplier<String> call = () -> model.call(prompt).getResult().getOutput().getText();

    String live = call.get();

    assertThat(live).isEqualTo("189.00");
    assertThat(TAPE.entries()).hasSize(2);
    assertThat(replayed(call)).isEqualTo(live);
  }

  @ParameterizedTest
  @MethodSource("dev.clew.instrumentation.springai.tape.Provider#retrying")
  void serverError_isRetriedFromTheTapeWithoutWaiting(Provider provider) {
    use(provider);
    script.enqueue(Reply.error(500, "not now")).enqueue(Reply.text("To Rome."));

    String live = ask();

    assertThat(TAPE.entries()).extracting(TapeEntry::status).containsExactly(500, 200);
    model = provider.model(url(), Provider.Http.plain().waiting(3_600_000));
    assertThat(replayed(this::ask)).isEqualTo(live);
  }

  @ParameterizedTest
  @EnumSource
  void refusedCall_failsTheSameWay(Provider provider) {
    use(provider);
    script.enqueue(Reply.error(400, "no such thing"));

    List<String> live = causes(this::ask);

    assertThat(live.get(0)).contains("no such thing");
    assertThat(replayed(() -> causes(this::ask))).isEqualTo(live);
  }

  @ParameterizedTest
  @EnumSource
  void refusedStream_failsTheSameWay(Provider provider) {
    use(provider);
    script.enqueue(Reply.error(400, "no such thing"));

    List<String> live = causes(this::stream);

    assertThat(live).isNotEmpty();
    assertThat(replayed(() -> causes(this::stream))).isEqualTo(live);
  }

  @Test
  void callAndStream_withoutAServer_failTheSameWay() {
    server.close();

    List<String> call = causes(this::ask);
    List<String> stream = causes(this::stream);

    assertThat(call).isNotEmpty();
    assertThat(stream).isNotEmpty();
    assertThat(TAPE.entries()).hasSizeGreaterThan(1); // 1.0 does not try again
    TAPE.replay();
    assertThat(causes(this::ask)).isEqualTo(call);
    assertThat(causes(this::stream)).isEqualTo(stream);
  }

  @Test
  void stream_firstPiece_arrivesBeforeTheNextIsSent() {
    CountDownLatch release = new CountDownLatch(1);
    script.enqueue(Reply.text("To Rome with love.").betweenChunks(pausing(release)));

    List<String> live = texts(model).doOnNext(text -> release.countDown()).collectList().block();

    assertThat(String.join("", live)).isEqualTo("To Rome with love.");
    assertThat(TAPE.entries().get(0).body().pieces()).isGreaterThan(1);
  }

  /** Spring AI hands a chunk on once it has the next. */
  private static Pause pausing(CountDownLatch release) {
    int[] chunks = {0};
    return () -> {
      if (++chunks[0] > 3) {
        Pause.until(release).hold();
      }
    };
  }

  @Test
  void stream_cancelled_keepsWhatWasRead() {
    CountDownLatch release = new CountDownLatch(1);
    script.enqueue(Reply.text("To Rome with love.").betweenChunks(pausing(release)));

    String live = texts(model).filter(text -> !text.isEmpty()).blockFirst();
    TAPE.awaitEntry();
    release.countDown();

    assertThat(TAPE.entries()).extracting(TapeEntry::closedEarly).containsExactly(true);
    assertThat(replayed(() -> texts(model).filter(text -> !text.isEmpty()).blockFirst()))
        .isEqualTo(live);
  }

  @Test
  void stream_cutOff_failsTheSameWay() {
    script.enqueue(Reply.text("To Rome with love.").ending(new Ending.Cut(3)));

    List<String> live = causes(this::stream);

    assertThat(live).isNotEmpty();
    assertThat(replayed(() -> causes(this::stream))).isEqualTo(live);
  }

  @Test
  void stream_thatNobodySubscribesTo_sendsAndRecordsNothing() {
    model.stream(new Prompt("Where to?"));

    assertThat(TAPE.entries()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void requestThatIsNotOnTheTape_failsAtOnceWithoutARequest() {
    script.enqueue(Reply.text("To Rome."));
    ask();
    TAPE.replay();

    assertThatThrownBy(() -> model.call("Where else?"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not on the tape: POST /v1/chat/completions");
    assertThatThrownBy(() -> texts(model).blockLast()).hasRootCauseInstanceOf(AssertionError.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void key_isNotOnTheTape() {
    script.enqueue(Reply.text("To Rome.")).enqueue(Reply.text("To Rome."));

    ask();
    stream();

    assertThat(TAPE.text()).contains("To Rome.").doesNotContain(Provider.KEY);
  }

  @ParameterizedTest
  @EnumSource
  void fork_changesWhatIsSent(Provider provider) {
    use(provider);
    script.enqueue(Reply.text("1")).enqueue(Reply.text("2")).enqueue(Reply.text("3"));
    ask();
    TAPE.fork(new RequestChange("another-model", "Answer in Latin."));

    assertThat(ask()).isEqualTo("2");
    assertThat(String.join("", stream())).isEqualTo("3");

    assertThat(server.requests().subList(1, 3))
        .allSatisfy(
            request ->
                assertThat(request.body())
                    .contains("another-model", "Answer in Latin.", "Where to?"));
  }
}
