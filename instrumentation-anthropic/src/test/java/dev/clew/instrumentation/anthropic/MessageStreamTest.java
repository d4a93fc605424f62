// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import static dev.clew.instrumentation.anthropic.FakeAnthropic.blockStart;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.blockStop;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.delta;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.end;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.errorBody;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.start;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.stop;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.text;
import static dev.clew.instrumentation.anthropic.FakeAnthropic.toolUse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MessageStreamTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new AnthropicModule());

  private static final MessageCreateParams QUESTION =
      MessageCreateParams.builder()
          .model("claude-x")
          .maxTokens(64)
          .addUserMessage("Where to?")
          .build();

  private static final String[] EVENTS = {
    start(),
    blockStart(0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
    delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"Warm \"}"),
    delta(0, "{\"type\":\"thinking_delta\",\"thinking\":\"places.\"}"),
    delta(0, "{\"type\":\"signature_delta\",\"signature\":\"c2ln\"}"),
    blockStop(0),
    blockStart(1, text("")),
    delta(1, "{\"type\":\"text_delta\",\"text\":\"To \"}"),
    delta(1, "{\"type\":\"text_delta\",\"text\":\"Rome.\"}"),
    blockStop(1),
    blockStart(2, toolUse("toolu_1", "fare", "{}")),
    delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"to\\\":\"}"),
    delta(2, "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Rome\\\"}\"}"),
    blockStop(2),
    end("tool_use"),
    stop()
  };

  private final FakeAnthropic server = new FakeAnthropic();
  private final AnthropicClient client = server.client(0);

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private void assertIsAnswer() {
    FinishedSpan span = weaving.spans().spans(SpanType.GENERATION).get(0);
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(data.streamed()).isTrue();
    assertThat(data.responseModel()).isEqualTo("claude-x-1");
    assertThat(data.responseId()).isEqualTo("msg_2");
    assertThat(data.output())
        .containsExactly(
            Message.of(
                "assistant",
                List.of(
                    new Part.Reasoning("Warm places."),
                    new Part.Text("To Rome."),
                    new Part.ToolCall("toolu_1", "fare", "{\"to\":\"Rome\"}"))));
    assertThat(data.finishReasons()).containsExactly("tool_use");
    assertThat(data.usage()).isEqualTo(new Usage(31L, 7L, 38L, null, 20L, null, null, null, false));
  }

  @Test
  void createStreaming_readToItsEnd_isAGeneration() {
    server.events(EVENTS);

    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(QUESTION)) {
      assertThat(stream.stream()).hasSize(EVENTS.length);
    }

    assertIsAnswer();
  }

  @Test
  void createStreaming_beta_isAGeneration() {
    server.events(EVENTS);

    try (var stream =
        client
            .beta()
            .messages()
            .createStreaming(
                com.anthropic.models.beta.messages.MessageCreateParams.builder()
                    .model("claude-x")
                    .maxTokens(64)
                    .addUserMessage("Where to?")
                    .build())) {
      assertThat(stream.stream()).hasSize(EVENTS.length);
    }

    assertIsAnswer();
  }

  @Test
  void createStreaming_asynchronous_isAGeneration() throws Exception {
    server.events(EVENTS);
    AtomicInteger received = new AtomicInteger();

    client
        .async()
        .messages()
        .createStreaming(QUESTION)
        .subscribe(event -> received.incrementAndGet())
        .onCompleteFuture()
        .join();

    assertThat(received).hasValue(EVENTS.length);
    weaving.spans().await(1);
    assertIsAnswer();
  }

  @Test
  void createStreaming_closedEarly_isCancelledWithWhatHasCome() {
    server.events(EVENTS);

    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(QUESTION)) {
      Iterator<RawMessageStreamEvent> events = stream.stream().iterator();
      for (int i = 0; i < 8; i++) {
        events.next();
      }
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(span.attributes()).containsEntry("clew.end_reason", "closed_early");
    assertThat(SpanRecorder.data(span, GenerationData.class).output())
        .containsExactly(
            Message.of(
                "assistant", List.of(new Part.Reasoning("Warm places."), new Part.Text("To "))));
  }

  @Test
  void createStreaming_failingMidway_failsWithTheServersError() {
    server.events(
        start(),
        blockStart(0, text("")),
        delta(0, "{\"type\":\"text_delta\",\"text\":\"To \"}"),
        errorBody("overloaded_error"));

    assertThatThrownBy(
            () -> {
              try (var stream = client.messages().createStreaming(QUESTION)) {
                stream.stream().forEach(event -> {});
              }
            })
        .isInstanceOf(com.anthropic.errors.SseException.class);

    FinishedSpan span = weaving.spans().only();
    GenerationData data = SpanRecorder.data(span, GenerationData.class);
    assertThat(span.error().type()).isEqualTo(com.anthropic.errors.SseException.class.getName());
    assertThat(data.details()).containsEntry("error_type", "overloaded_error");
    assertThat(data.output()).containsExactly(Message.text("assistant", "To "));
  }

  @Test
  void createStreaming_cutOff_fails() {
    server.events(start(), blockStart(0, text("")));

    try (var stream = client.messages().createStreaming(QUESTION)) {
      assertThat(stream.stream()).hasSize(2);
    }

    assertThat(weaving.spans().only().error().type()).isEqualTo("incomplete_stream");
  }

  @Test
  void createStreaming_abandoned_isCancelled() throws Exception {
    server.events(EVENTS);
    readOneEvent();

    while (weaving.spans().spans().isEmpty()) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(weaving.spans().only().attributes()).containsEntry("clew.end_reason", "abandoned");
  }

  @SuppressWarnings("MustBeClosedChecker") // which is the point
  private void readOneEvent() {
    client.messages().createStreaming(QUESTION).stream().iterator().next();
  }

  @Test
  void createStreaming_consumerThrows_isCancelled() {
    server.events(EVENTS);

    assertThatThrownBy(
            () -> {
              try (var stream = client.messages().createStreaming(QUESTION)) {
                stream.stream()
                    .forEach(
                        event -> {
                          throw new IllegalStateException("mine");
                        });
              }
            })
        .hasMessage("mine");

    assertThat(weaving.spans().only().attributes())
        .containsEntry("clew.end_reason", "consumer_exception");
  }
}
