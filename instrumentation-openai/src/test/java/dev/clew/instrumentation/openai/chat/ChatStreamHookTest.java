// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static dev.clew.instrumentation.openai.chat.HookedClient.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.message.Part;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.Ending;
import dev.clew.examples.modelserver.Pause;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.testkit.SpanRecorder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChatStreamHookTest {
  private static final String TEXT = "one two three four";

  private static ChatCompletionCreateParams question() {
    return ask("Count").build();
  }

  private static ChatCompletionCreateParams questionWithUsage() {
    return ask("Count")
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  private static String text(FinishedSpan span) {
    List<Message> output = SpanRecorder.data(span, GenerationData.class).output();
    return output.get(0).parts().get(0) instanceof Part.Text text ? text.text() : "";
  }

  @Test
  void stream_readToItsEndWithoutClose_recordsEverything() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.text(TEXT)
                .usage(dev.clew.examples.modelserver.Usage.of(9, 4).withReasoning(1)))) {
      long chunks = hooked.stream(questionWithUsage()).stream().count();

      assertThat(chunks).isEqualTo(7);
      FinishedSpan span = hooked.spans.only();
      assertThat(span.name()).isEqualTo("chat gpt-4o-mini");
      assertThat(span.status()).isEqualTo(SpanStatus.OK);
      assertThat(span.firstChunkEpochNanos())
          .isBetween(span.startEpochNanos(), span.endEpochNanos());
      assertThat(span.attributes()).isEqualTo(Map.of("http.response.status_code", 200L));
      GenerationData data = hooked.spans.only(GenerationData.class);
      assertThat(data)
          .isEqualTo(
              new GenerationData(
                  "openai",
                  hooked.server.baseUrl(),
                  "gpt-4o-mini",
                  "gpt-4o-mini-2024-07-18",
                  "chatcmpl-00000001",
                  true,
                  Map.of("stream_options", Map.of("include_usage", true)),
                  List.of(Message.text("user", "Count")),
                  List.of(Message.text("assistant", TEXT)),
                  List.of(),
                  List.of("stop"),
                  new Usage(9L, 4L, 13L, 0L, null, 1L, 0L, 0L, false),
                  data.details()));
      assertThat(data.details())
          .containsEntry("system_fingerprint", "fp_5ca1ab1e00")
          .containsEntry("service_tier", "default")
          .containsOnlyKeys("system_fingerprint", "service_tier", "response_headers");
    }
  }

  @Test
  void stream_closedAfterItsEnd_endsOnce() {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      try (StreamResponse<ChatCompletionChunk> stream = hooked.stream(question())) {
        stream.stream().forEach(chunk -> {});
      }

      assertThat(hooked.spans.only().status()).isEqualTo(SpanStatus.OK);
      assertThat(hooked.spans.only().attributes()).doesNotContainKey("clew.end_reason");
    }
  }

  @Test
  void stream_withoutUsage_isEstimatedAndTheRequestIsNotAltered() {
    try (HookedClient hooked = new HookedClient(Reply.text("12345678"))) {
      hooked.stream(question()).stream().forEach(chunk -> {});

      assertThat(hooked.spans.only(GenerationData.class).usage())
          .isEqualTo(new Usage(8L, 2L, 10L, null, null, null, null, null, true));
      assertThat(hooked.server.requests().get(0).body()).doesNotContain("stream_options");
    }
  }

  @Test
  void stream_toolCallsInPieces_arePutTogether() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(
                new ToolCall("call_a", "weather", "{\"city\":\"Rome\",\"days\":3}"),
                new ToolCall("call_b", "weather", "{\"city\":\"Oslo\",\"days\":3}")))) {
      hooked.stream(question()).stream().forEach(chunk -> {});

      GenerationData data = hooked.spans.only(GenerationData.class);
      assertThat(data.output())
          .containsExactly(
              Message.of(
                  "assistant",
                  List.of(
                      new Part.ToolCall("call_a", "weather", "{\"city\":\"Rome\",\"days\":3}"),
                      new Part.ToolCall("call_b", "weather", "{\"city\":\"Oslo\",\"days\":3}"))));
      assertThat(data.finishReasons()).containsExactly("tool_calls");
    }
  }

  @Test
  void stream_firstChunk_reachesTheCallerBeforeTheLastIsSent() {
    CountDownLatch gate = new CountDownLatch(1);
    try (HookedClient hooked =
        new HookedClient(Reply.text(TEXT).betweenChunks(Pause.until(gate)))) {
      Iterator<ChatCompletionChunk> chunks = hooked.stream(question()).stream().iterator();

      assertThat(chunks.next().id()).isEqualTo("chatcmpl-00000001");
      assertThat(hooked.spans.spans()).isEmpty();
      gate.countDown();
      chunks.forEachRemaining(chunk -> {});

      assertThat(text(hooked.spans.only())).isEqualTo(TEXT);
    }
  }

  @Test
  void close_afterTwoChunks_isCancelledWithPartialOutput() {
    CountDownLatch gate = new CountDownLatch(1);
    try (HookedClient hooked =
        new HookedClient(Reply.text(TEXT).betweenChunks(Pause.of(Duration.ofMillis(1))))) {
      try (StreamResponse<ChatCompletionChunk> stream = hooked.stream(question())) {
        Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
        chunks.next();
        chunks.next();
      }
      gate.countDown();

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
      assertThat(span.attributes()).containsEntry("clew.end_reason", "closed_early");
      assertThat(text(span)).isEqualTo("one ");
      assertThat(hooked.spans.only(GenerationData.class).finishReasons()).isEmpty();
    }
  }

  @Test
  void close_ofTheJavaStream_endsToo() {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      try (Stream<ChatCompletionChunk> stream = hooked.stream(question()).stream()) {
        assertThat(stream.limit(2).count()).isEqualTo(2);
      }

      assertThat(hooked.spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
      assertThat(text(hooked.spans.only())).isEqualTo("one ");
    }
  }

  @Test
  void close_afterTheFinishReason_isComplete() {
    try (HookedClient hooked = new HookedClient(Reply.text("one"))) {
      try (StreamResponse<ChatCompletionChunk> stream = hooked.stream(question())) {
        Iterator<ChatCompletionChunk> chunks = stream.stream().iterator();
        for (int i = 0; i < 3; i++) {
          chunks.next();
        }
      }

      assertThat(hooked.spans.only().status()).isEqualTo(SpanStatus.OK);
    }
  }

  @Test
  void close_ofTheRawResponse_closesTheStream() {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      try (var response = hooked.rawStream(question())) {
        assertThat(response.parse()).isSameAs(response.parse());
        response.parse().stream().iterator().next();
      }

      assertThat(hooked.spans.only().attributes()).containsEntry("clew.end_reason", "closed_early");
    }
  }

  @Test
  void body_ofTheRawResponseRead_isUnparsed() throws Exception {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      byte[] events = hooked.rawStream(question()).body().readAllBytes();

      assertThat(new String(events, StandardCharsets.UTF_8)).contains("[DONE]");
      assertThat(hooked.spans.only().attributes()).containsEntry("clew.end_reason", "unparsed");
      assertThat(hooked.spans.only().firstChunkEpochNanos()).isNotNull();
    }
  }

  @Test
  void consumer_thatThrows_getsItsExceptionAndIsNotTheModelsError() {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      IllegalStateException mine = new IllegalStateException("mine");

      assertThatThrownBy(
              () ->
                  hooked.stream(question()).stream()
                      .forEach(
                          chunk -> {
                            throw mine;
                          }))
          .isSameAs(mine);

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
      assertThat(span.error()).isNull();
      assertThat(span.attributes()).containsEntry("clew.end_reason", "consumer_exception");
      assertThat(span.events().get(0).detail()).isEqualTo("java.lang.IllegalStateException");
    }
  }

  @Test
  void errorEvent_inTheMiddle_failsAndKeepsPartialOutput() {
    try (HookedClient hooked =
        new HookedClient(Reply.text(TEXT).ending(new Ending.ErrorEvent(3, "overloaded")))) {
      Throwable thrown =
          catchThrowable(() -> hooked.stream(question()).stream().forEach(chunk -> {}));

      assertThat(thrown).isNotNull();
      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
      assertThat(span.error()).isEqualTo(SpanError.of(thrown));
      assertThat(text(span)).isEqualTo("one two ");
    }
  }

  @Test
  void connectionCut_inTheMiddle_failsAndKeepsPartialOutput() {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT).ending(new Ending.Cut(3)))) {
      Throwable thrown =
          catchThrowable(() -> hooked.stream(question()).stream().forEach(chunk -> {}));

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
      if (thrown != null) {
        assertThat(span.error()).isEqualTo(SpanError.of(thrown));
      }
      assertThat(text(span)).isEqualTo("one two ");
    }
  }

  @Test
  void stream_thatEndsWithoutFinishReason_isNotComplete() {
    try (HookedClient hooked =
        new HookedClient(Reply.text(TEXT).ending(new Ending.Unfinished(3)))) {
      assertThat(hooked.stream(question()).stream().count()).isEqualTo(3);

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.ERROR);
      assertThat(span.error()).extracting(SpanError::type).isEqualTo("incomplete_stream");
      assertThat(text(span)).isEqualTo("one two ");
    }
  }

  @Test
  void stream_abandoned_isCancelledOnceItIsCollected() throws Exception {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      readOneAndForget(hooked);

      collectUntilOneSpanEnds(hooked.spans);

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
      assertThat(span.attributes()).containsEntry("clew.end_reason", "abandoned");
      assertThat(text(span)).isEqualTo("one ");
    }
  }

  @Test
  void iterator_keptWithoutItsStream_isNotAbandoned() {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      Iterator<ChatCompletionChunk> chunks = hooked.stream(question()).stream().iterator();
      chunks.next();
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      chunks.forEachRemaining(chunk -> {});

      assertThat(hooked.spans.only().status()).isEqualTo(SpanStatus.OK);
      assertThat(text(hooked.spans.only())).isEqualTo(TEXT);
    }
  }

  @Test
  void stream_underGeneration_enrichesItAndLeavesItsEndToItsOwner() {
    try (HookedClient hooked = new HookedClient(Reply.text(TEXT))) {
      Span outer =
          hooked
              .spans
              .tracer()
              .start(SpanType.GENERATION, "outer", () -> new GenerationData.Builder().build());
      StreamResponse<ChatCompletionChunk> stream;
      try (Scope ignored = Context.current().with(outer).makeCurrent()) {
        stream = hooked.stream(question());
      }
      stream.stream().forEach(chunk -> {});
      stream.close();

      assertThat(hooked.spans.spans()).isEmpty();
      outer.end();
      FinishedSpan span = hooked.spans.only();
      assertThat(span.firstChunkEpochNanos()).isNotNull();
      assertThat(span.attributes()).doesNotContainKey("clew.end_reason");
      assertThat(hooked.spans.only(GenerationData.class).output())
          .containsExactly(Message.text("assistant", TEXT));
    }
  }

  private static void readOneAndForget(HookedClient hooked) {
    Iterator<ChatCompletionChunk> chunks = hooked.stream(question()).stream().iterator();
    chunks.next();
    chunks.next();
  }

  /** A collection only makes the end possible; the watcher's thread then ends the span. */
  private static void collectUntilOneSpanEnds(SpanRecorder spans) throws InterruptedException {
    for (int i = 0; i < 100 && spans.spans().isEmpty(); i++) {
      System.gc();
      synchronized (spans) {
        spans.wait(50);
      }
    }
  }
}
