// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static dev.clew.instrumentation.openai.chat.HookedClient.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.core.http.HttpResponseFor;
import com.openai.errors.RateLimitException;
import dev.clew.api.data.GenerationData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.Pause;
import dev.clew.examples.modelserver.Reply;
import dev.clew.testkit.SpanRecorder;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChatAsyncTest {
  @Test
  void create_answered_endsWhenParsed() {
    try (HookedClient hooked = new HookedClient(Reply.text("Fine."))) {
      String id = hooked.rawAsync(ask("Hi").build()).thenApply(HttpResponseFor::parse).join().id();

      GenerationData data = hooked.spans.only(GenerationData.class);
      assertThat(data.responseId()).isEqualTo(id);
      assertThat(data.serverAddress()).isEqualTo(hooked.server.baseUrl());
      assertThat(data.output()).containsExactly(Message.text("assistant", "Fine."));
    }
  }

  @Test
  void create_continuation_runsInTheContextOfTheCaller() {
    CountDownLatch gate = new CountDownLatch(1);
    try (HookedClient hooked = new HookedClient(Reply.text("Fine.").after(Pause.until(gate)))) {
      Span agent =
          hooked
              .spans
              .tracer()
              .start(SpanType.AGENT, "agent", () -> new GenerationData.Builder().build());
      CompletableFuture<Span> seen;
      try (Scope ignored = Context.current().with(agent).makeCurrent()) {
        seen =
            hooked
                .rawAsync(ask("Hi").build())
                .thenApply(
                    response -> {
                      response.parse();
                      return Context.current().span();
                    });
      }
      gate.countDown();

      assertThat(seen.join()).isSameAs(agent);
      assertThat(hooked.spans.only().parentId()).isEqualTo(agent.spanId());
    }
  }

  @Test
  void stream_readToItsEnd_recordsWhatWasReceived() {
    try (HookedClient hooked = new HookedClient(Reply.text("one two"))) {
      hooked
          .rawStreamAsync(ask("Hi").build())
          .thenAccept(response -> response.parse().stream().forEach(chunk -> {}))
          .join();

      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.OK);
      assertThat(span.firstChunkEpochNanos()).isNotNull();
      assertThat(SpanRecorder.data(span, GenerationData.class).output())
          .containsExactly(Message.text("assistant", "one two"));
    }
  }

  @Test
  void create_refused_failsWithTheRealError() {
    try (HookedClient hooked = new HookedClient(Reply.rateLimited(7))) {
      Throwable thrown =
          catchThrowable(
              () -> hooked.rawAsync(ask("Hi").build()).thenApply(HttpResponseFor::parse).join());

      assertThat(thrown).hasRootCauseInstanceOf(RateLimitException.class);
      FinishedSpan span = hooked.spans.only();
      assertThat(span.error().type()).isEqualTo(RateLimitException.class.getName());
      assertThat(span.attributes()).containsEntry("http.response.status_code", 429L);
    }
  }

  @Test
  void future_cancelled_cancelsTheSpanAndTheCall() {
    CountDownLatch gate = new CountDownLatch(1);
    try (HookedClient hooked = new HookedClient(Reply.text("Fine.").after(Pause.until(gate)))) {
      var future = hooked.rawAsync(ask("Hi").build());

      assertThat(future.cancel(true)).isTrue();

      assertThat(catchThrowable(future::join)).isInstanceOf(CancellationException.class);
      FinishedSpan span = hooked.spans.only();
      assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED);
      assertThat(span.attributes()).containsEntry("clew.end_reason", "cancelled");
    } finally {
      gate.countDown();
    }
  }
}
