// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCallsTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final CallObservations calls =
      new CallObservations(
          spans.tracer(),
          (where, failure) -> {
            throw new AssertionError(failure);
          });
  private final OpenCalls<CallObservation> open = new OpenCalls<>();

  private CallObservation begin() {
    CallObservation call =
        CallObservation.begin(calls, SpanType.GENERATION, "live", new TestPayload());
    call.exit();
    open.add(call);
    return call;
  }

  @Test
  void oldest_isTheFirstThatIsNotOver() {
    CallObservation first = begin();
    CallObservation second = begin();

    assertThat(open.oldest()).isSameAs(first);
    open.remove(first);
    assertThat(open.oldest()).isSameAs(second);
  }

  @Test
  void add_tooMany_abandonsTheOldest() {
    CallObservation first = begin();
    for (int i = 0; i < OpenCalls.MAX; i++) {
      begin();
    }

    FinishedSpan abandoned = spans.only();
    assertThat(abandoned.spanId()).isEqualTo(first.span().spanId());
    assertThat(abandoned.attributes()).containsEntry("clew.end_reason", "abandoned");
    assertThat(open.all()).hasSize(OpenCalls.MAX);
  }

  @Test
  void close_returnsTheRest_andEndsWhatIsAddedLater() {
    CallObservation first = begin();

    assertThat(open.close()).isEqualTo(List.of(first));
    begin();

    assertThat(open.isClosed()).isTrue();
    assertThat(open.oldest()).isNull();
    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
  }
}
