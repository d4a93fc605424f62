// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spans that only stood for work until the work itself was observed. */
class ReplacedSpanTest {
  private static final Payload PAYLOAD = () -> new CustomData("data", Map.of());

  private final CollectingSink sink = new CollectingSink();
  private final RecordingTracer tracer =
      new RecordingTracer(sink, new CapturedLog().log, InstantSource.system(), 100);

  @Test
  void startInstead_takesThePlaceAndIdOfTheOther() {
    Span agent = start(Context.root(), "agent");
    Span announced = start(Context.root().with(agent), "announced");
    Span step = start(Context.root().with(agent), "step");

    Span observed =
        tracer.startInstead(
            announced, Context.root().with(step), SpanType.FUNCTION, "observed", PAYLOAD);
    assertThat(observed.end()).isTrue();
    assertThat(announced.end()).isFalse();
    step.end();
    agent.end();

    assertThat(sink.spans)
        .extracting(FinishedSpan::name)
        .containsExactly("observed", "step", "agent");
    assertThat(observed.spanId()).isEqualTo(announced.spanId());
    assertThat(sink.spans.get(0).parentId()).isEqualTo(step.spanId());
    assertThat(sink.spans.get(2).traceRecord().spans()).isEqualTo(3);
    assertThat(tracer.openSpans(10)).isEmpty();
  }

  @Test
  void startInstead_outsideAnyTrace_isBesideWhatStoodForIt() {
    Span agent = start(Context.root(), "agent");
    Span announced = start(Context.root().with(agent), "announced");

    tracer.startInstead(announced, Context.root(), SpanType.FUNCTION, "observed", PAYLOAD).end();

    assertThat(sink.spans).hasSize(1);
    assertThat(sink.spans.get(0).parentId()).isEqualTo(agent.spanId());
    assertThat(sink.spans.get(0).traceId()).isEqualTo(agent.traceId());
  }

  @Test
  void startInstead_ofASpanThatHasEnded_isASpanOfItsOwn() {
    Span agent = start(Context.root(), "agent");
    Span announced = start(Context.root().with(agent), "announced");
    announced.end();

    tracer
        .startInstead(announced, Context.root().with(agent), SpanType.FUNCTION, "observed", PAYLOAD)
        .end();

    assertThat(sink.spans).extracting(FinishedSpan::name).containsExactly("announced", "observed");
    assertThat(sink.spans.get(1).spanId()).isNotEqualTo(announced.spanId());
  }

  @Test
  void startInstead_inAnotherTrace_leavesTheOther() {
    Span announced = start(Context.root(), "announced");
    Span elsewhere = start(Context.root(), "elsewhere");

    Span observed =
        tracer.startInstead(
            announced, Context.root().with(elsewhere), SpanType.FUNCTION, "observed", PAYLOAD);

    assertThat(observed.traceId()).isEqualTo(elsewhere.traceId());
    assertThat(announced.isRecording()).isTrue();
  }

  private Span start(Context parent, String name) {
    return tracer.start(parent, SpanType.AGENT, name, PAYLOAD);
  }
}
