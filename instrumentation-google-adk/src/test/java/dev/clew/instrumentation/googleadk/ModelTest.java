// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.message.ToolDefinition;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.TestRun;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.processors.PublishProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ModelTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new GoogleAdkModule());

  /** Before 0.5 responses have no finish reason, so a stream ends with its completion. */
  private static final boolean KNOWS_THE_END =
      !System.getProperty(TestRun.VERSION, "").equals("0.3.0");

  private static final LlmRequest QUESTION =
      LlmRequest.builder()
          .model("gemini-x")
          .contents(List.of(Content.fromJson(Adk.content("user", "Where to?"))))
          .config(
              GenerateContentConfig.fromJson(
                  """
                  {"temperature": 0.5, "maxOutputTokens": 9,
                   "systemInstruction": {"parts": [{"text": "Be brief."}]},
                   "tools": [{"functionDeclarations": [
                     {"name": "fare", "description": "Finds a fare.",
                      "parameters": {"type": "OBJECT", "properties": {"to": {"type": "STRING"}}}}]}]}
                  """))
          .build();

  private final FakeModel model = new FakeModel();

  private GenerationData only() {
    return weaving.spans().only(GenerationData.class);
  }

  private @Nullable String end() {
    return (String) weaving.spans().only().attributes().get("clew.end_reason");
  }

  @Test
  void answer_isAGeneration() {
    model.answers(Adk.text("To Rome."));

    assertThat(model.generateContent(QUESTION, false).toList().blockingGet()).hasSize(1);

    GenerationData data = only();
    assertThat(data.requestModel()).isEqualTo("gemini-x");
    assertThat(data.streamed()).isFalse();
    assertThat(data.parameters()).isEqualTo(Map.of("temperature", 0.5f, "maxOutputTokens", 9));
    assertThat(data.input())
        .containsExactly(Message.text("system", "Be brief."), Message.text("user", "Where to?"));
    assertThat(data.tools())
        .containsExactly(
            new ToolDefinition(
                "fare",
                "Finds a fare.",
                Map.of("type", "OBJECT", "properties", Map.of("to", Map.of("type", "STRING")))));
    assertThat(data.output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(data.usage()).isEqualTo(Usage.of(11, 7));
    if (KNOWS_THE_END) {
      assertThat(data.finishReasons()).containsExactly("STOP");
    }
  }

  @Test
  void contents_ofAllKinds_areMessages() {
    LlmRequest request =
        LlmRequest.builder()
            .contents(
                List.of(
                    Content.fromJson(
                        """
                        {"role": "user", "parts": [
                          {"inlineData": {"mimeType": "image/png", "data": "aGk="}},
                          {"fileData": {"mimeType": "application/pdf", "fileUri": "gs://a/b"}}]}
                        """),
                    Content.fromJson(
                        """
                        {"role": "model", "parts": [
                          {"text": "Hm.", "thought": true},
                          {"functionCall": {"id": "c1", "name": "fare", "args": {"to": ["Rome"]}}}]}
                        """),
                    Content.fromJson(
                        """
                        {"role": "user", "parts": [
                          {"functionResponse": {"id": "c1", "name": "fare", "response": {"eur": 9}}}]}
                        """)))
            .build();
    model.answers(Adk.text("OK."));

    model.generateContent(request, false).blockingSubscribe();

    assertThat(only().input())
        .containsExactly(
            Message.of(
                "user",
                List.of(
                    new Part.Media(
                        "image",
                        "image/png",
                        null,
                        2L,
                        "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"),
                    new Part.Media("document", "application/pdf", "gs://a/b", null, null))),
            Message.of(
                "assistant",
                List.of(
                    new Part.Reasoning("Hm."),
                    new Part.ToolCall("c1", "fare", "{\"to\":[\"Rome\"]}"))),
            Message.of("tool", List.of(new Part.ToolResult("c1", "{\"eur\":9}"))));
  }

  @Test
  void stream_countsItsTextOnce() {
    model.answers(Adk.partial("To "), Adk.partial("Rome."), Adk.text("To Rome."));

    assertThat(model.generateContent(QUESTION, true).toList().blockingGet()).hasSize(3);

    assertThat(only().output()).containsExactly(Message.text("assistant", "To Rome."));
    assertThat(only().streamed()).isTrue();
    assertThat(weaving.spans().only().firstChunkEpochNanos()).isNotNull();
  }

  @Test
  void stream_endsBeforeItsLastResponseIsDelivered() {
    model.answers(Adk.partial("To "), Adk.text("To Rome."));
    List<Integer> ended = new ArrayList<>();

    model
        .generateContent(QUESTION, true)
        .doOnNext(response -> ended.add(weaving.spans().spans().size()))
        .blockingSubscribe();

    assertThat(ended).containsExactly(0, KNOWS_THE_END ? 1 : 0);
    assertThat(weaving.spans().spans()).hasSize(1);
  }

  @Test
  void stream_thatFails_keepsWhatCame() {
    model.answers(
        Flowable.just(Adk.response(Adk.partial("To ")))
            .concatWith(Flowable.error(new IllegalStateException("reset"))));

    assertThatThrownBy(() -> model.generateContent(QUESTION, true).blockingSubscribe())
        .hasMessage("reset");

    assertThat(weaving.tree())
        .hasToString("generation chat gemini-x [error java.lang.IllegalStateException]\n");
    assertThat(only().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void stream_thatIsCancelled_isCancelled() {
    PublishProcessor<LlmResponse> responses = PublishProcessor.create();
    model.answers(responses);
    var subscription = model.generateContent(QUESTION, true).subscribe();
    responses.onNext(Adk.response(Adk.partial("To ")));

    subscription.dispose();

    assertThat(responses.hasSubscribers()).isFalse();
    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(end()).isEqualTo("cancelled");
    assertThat(only().output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void answer_thatIsAnError_failsTheSpan() {
    model.answers("{\"errorCode\":\"SAFETY\",\"errorMessage\":\"blocked\"}");

    model.generateContent(QUESTION, false).blockingSubscribe();

    assertThat(weaving.tree()).hasToString("generation chat gemini-x [error SAFETY]\n");
    assertThat(weaving.spans().only().error().message()).isEqualTo("blocked");
  }

  @Test
  void answer_subscribedTwice_isTwoSpans() {
    model.answers(Adk.text("To Rome."));
    Flowable<LlmResponse> answer = model.generateContent(QUESTION, false);

    answer.blockingSubscribe();
    answer.blockingSubscribe();

    assertThat(weaving.spans().spans(SpanType.GENERATION)).hasSize(2);
  }

  @Test
  void modelThatDelegates_isOneSpan() {
    model.answers(Adk.partial("To "), Adk.text("To Rome."));
    BaseLlm eager = new Delegating(model, false);
    BaseLlm lazy = new Delegating(eager, true);

    lazy.generateContent(QUESTION, true).blockingSubscribe();

    assertThat(weaving.tree()).hasToString("generation chat gemini-x\n");
    assertThat(only().output()).containsExactly(Message.text("assistant", "To Rome."));
  }

  @Test
  void modelThatThrows_failsTheSpan() {
    BaseLlm broken =
        new FakeModel() {
          @Override
          public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
            throw new IllegalStateException("no key");
          }
        };

    assertThatThrownBy(() -> broken.generateContent(QUESTION, false)).hasMessage("no key");

    assertThat(weaving.tree())
        .hasToString("generation chat gemini-x [error java.lang.IllegalStateException]\n");
  }

  @Test
  void span_isCurrentUpstreamOnly() {
    List<SpanType> upstream = new ArrayList<>();
    List<SpanType> downstream = new ArrayList<>();
    Span outer = weaving.spans().tracer().start(SpanType.CUSTOM, "outer", () -> null);
    model.answers(
        Flowable.just(Adk.response(Adk.text("To Rome.")))
            .doOnRequest(count -> upstream.add(Context.current().span().type()))
            .doOnNext(response -> upstream.add(Context.current().span().type())));

    try (Scope ignored = Context.current().with(outer).makeCurrent()) {
      model
          .generateContent(QUESTION, false)
          .doOnSubscribe(subscription -> downstream.add(Context.current().span().type()))
          .doOnNext(response -> downstream.add(Context.current().span().type()))
          .doOnComplete(() -> downstream.add(Context.current().span().type()))
          .blockingSubscribe();
    }

    assertThat(upstream).containsExactly(SpanType.GENERATION, SpanType.GENERATION);
    assertThat(downstream).containsExactly(SpanType.CUSTOM, SpanType.CUSTOM, SpanType.CUSTOM);
  }

  /** An application's model in front of another, called at once or on subscription. */
  private static final class Delegating extends FakeModel {
    private final BaseLlm delegate;
    private final boolean lazy;

    Delegating(BaseLlm delegate, boolean lazy) {
      this.delegate = delegate;
      this.lazy = lazy;
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
      return lazy
          ? Flowable.defer(() -> delegate.generateContent(request, stream))
          : delegate.generateContent(request, stream);
    }
  }
}
