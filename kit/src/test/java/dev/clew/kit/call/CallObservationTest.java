// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CallObservationTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final List<Throwable> internalFailures = new ArrayList<>();
  private final CallObservations calls =
      new CallObservations(spans.tracer(), (where, failure) -> internalFailures.add(failure));
  private final TestPayload payload = new TestPayload();

  private CallObservation begin() {
    CallObservation call =
        CallObservation.begin(calls, SpanType.GENERATION, "chat gpt-4.1", payload);
    call.exit();
    return call;
  }

  private String endReason() {
    return String.valueOf(spans.only().attributes().get("clew.end_reason"));
  }

  @Test
  void begin_makesTheSpanCurrentUntilTheMethodReturns() {
    CallObservation call =
        CallObservation.begin(calls, SpanType.GENERATION, "chat gpt-4.1", payload);

    assertThat(Context.current().span()).isSameAs(call.span());
    assertThat(Context.current().get(CallObservation.SPAN)).isSameAs(call.span());
    call.exit();
    assertThat(Context.current().span()).isNull();
  }

  @Test
  void answered_endsTheSpanOnce() {
    CallObservation call = begin();

    call.answered("Hi");
    call.failed(new IOException("late"));

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(payload.told).containsExactly("result Hi");
  }

  @Test
  void answered_outsideAnyTrace_continuesBesideTheCall() {
    CallObservation call = begin();

    call.answered("Hi");

    assertThat(TraceContinuation.of(payload.answeredIn)).isSameAs(call.span());
  }

  @Test
  void answered_withAnErrorInTheAnswer_fails() {
    payload.error = SpanError.of("overloaded", "try again");

    begin().answered("Hi");

    assertThat(spans.only().error().type()).isEqualTo("overloaded");
  }

  @Test
  void answered_cancelledByTheProvider_isCancelled() {
    payload.cancelled = true;

    begin().answered("Hi");

    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(endReason()).isEqualTo("cancelled");
  }

  @Test
  void exhausted_withoutFinishReason_isAnIncompleteStream() {
    CallObservation call = begin();
    call.chunk("Hi");

    call.exhausted();

    assertThat(spans.only().error().type()).isEqualTo("incomplete_stream");
  }

  @Test
  void exhausted_afterTheLastPiece_succeeds() {
    CallObservation call = begin();
    call.chunk("Hi");
    payload.complete = true;

    call.exhausted();

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void closed_beforeTheLastPiece_isCancelled() {
    CallObservation call = begin();
    call.closing();
    call.failed(new IOException("Stream closed")); // the effect of closing on a reader

    call.closed();

    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(endReason()).isEqualTo("closed_early");
  }

  @Test
  void dropped_isAbandoned() {
    CallObservation call = begin();

    call.run();

    assertThat(endReason()).isEqualTo("abandoned");
    assertThat(payload.told).containsExactly("stopped abandoned");
  }

  @Test
  void consumerFailed_saysWhatWasThrown() {
    begin().consumerFailed(new IllegalStateException("no"));

    assertThat(endReason()).isEqualTo("consumer_exception");
    assertThat(spans.only().events())
        .extracting(event -> event.name() + " " + event.detail())
        .containsExactly("consumer threw java.lang.IllegalStateException");
  }

  @Test
  void failed_isTheCauseOfAWrapper() {
    begin().failed(new CompletionException(new IOException("gone")));

    assertThat(spans.only().error().type()).isEqualTo("java.io.IOException");
    assertThat(payload.told).containsExactly("failure gone");
  }

  @Test
  void failed_byCancellation_isCancelled() {
    begin().failed(new CompletionException(new CancellationException()));

    assertThat(endReason()).isEqualTo("cancelled");
  }

  @Test
  void pushed_untilComplete() {
    CallObservation call = begin();

    assertThat(call.pushed("Hi")).isFalse();
    payload.complete = true;
    assertThat(call.pushed("!")).isTrue();

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void chunk_thatBreaksThePayload_isReportedAndNotThrown() {
    CallObservation call = begin();

    call.chunk("broken");
    call.answered("Hi");

    assertThat(internalFailures).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(spans.only().events())
        .extracting(event -> event.name())
        .containsExactly("clew could not capture");
  }

  @Test
  void begin_underTheGenerationOfAFramework_leavesTheSpanToThat() {
    Span above = spans.tracer().start(SpanType.GENERATION, "chat m", payload);
    try (Scope ignored = Context.current().with(above).makeCurrent()) {
      CallObservation call = begin();
      assertThat(call.span()).isSameAs(above);
      call.failed(new IOException("gone"));
    }
    assertThat(spans.spans()).isEmpty();
    above.end();

    FinishedSpan only = spans.only();
    assertThat(only.status()).isEqualTo(SpanStatus.OK);
    assertThat(only.events())
        .extracting(event -> event.name() + " " + event.detail())
        .containsExactly("call failed java.io.IOException");
  }

  @Test
  void begin_underAnotherGuardrail_isASpanOfItsOwn() {
    Span judge = spans.tracer().start(SpanType.GUARDRAIL, "judge", payload);
    Span moderation = spans.tracer().start(SpanType.GUARDRAIL, "moderation m", payload);

    assertThat(calls.isSameWork(judge, SpanType.GUARDRAIL)).isFalse();
    assertThat(calls.isSameWork(moderation, SpanType.GUARDRAIL)).isTrue();
    assertThat(calls.isSameWork(judge, SpanType.GENERATION)).isFalse();
  }

  @Test
  void watch_ownerIsDropped_endsTheCall() throws Exception {
    CallObservation call = begin();

    call.watch(new Object());
    for (int i = 0; i < 200 && spans.spans().isEmpty(); i++) {
      System.gc();
      Thread.onSpinWait();
      synchronized (this) {
        wait(10);
      }
    }

    assertThat(endReason()).isEqualTo("abandoned");
  }
}
