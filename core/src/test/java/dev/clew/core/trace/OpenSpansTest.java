// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spans that have started and not ended, as the tracer knows them. */
class OpenSpansTest {
  private static final Payload PAYLOAD = () -> new CustomData("data", Map.of());

  private final CollectingSink sink = new CollectingSink();
  private final CapturedLog log = new CapturedLog();
  private final RecordingTracer tracer =
      new RecordingTracer(sink, log.log, InstantSource.system(), 100);

  @Test
  void endOpenSpans_agentAtWorkOnATool_endsBothFromBelow() {
    Span agent = start(Context.root(), "agent");
    start(Context.root().with(agent), "done").end();
    Span tool = start(Context.root().with(agent), "tool");

    tracer.endOpenSpans();
    tool.end();

    assertThat(sink.spans).extracting(FinishedSpan::name).containsExactly("done", "tool", "agent");
    assertThat(sink.span("tool").status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(sink.span("tool").attributes()).containsEntry("clew.end_reason", "exit");
    assertThat(sink.traces).hasSize(1);
  }

  @Test
  void openSpans_areThoseThatHaveNotEndedTheOldestFirst() {
    Span agent = tracer.start(Context.root(), SpanType.AGENT, "agent", PAYLOAD);
    Context below = Context.root().with(agent);
    tracer.start(below, SpanType.FUNCTION, "done", PAYLOAD).end();
    tracer.start(below, SpanType.FUNCTION, "first", PAYLOAD);
    Span second = tracer.start(below, SpanType.FUNCTION, "second", PAYLOAD);

    assertThat(tracer.openSpans(100))
        .extracting(FinishedSpan::name)
        .containsExactly("agent", "first", "second");
    second.end();
    assertThat(tracer.openSpans(100))
        .extracting(FinishedSpan::name)
        .containsExactly("agent", "first");
  }

  @Test
  void openSpans_moreThanTheLimit_areTheOldestOfEachList() {
    List<Span> started = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      started.add(start(Context.root(), "root"));
    }
    List<FinishedSpan> some = tracer.openSpans(160);

    assertThat(some).hasSizeLessThanOrEqualTo(160).hasSizeGreaterThan(100);
    assertThat(some).extracting(FinishedSpan::spanId).contains(started.get(0).spanId());
    started.forEach(Span::end);
    assertThat(tracer.openSpans(160)).isEmpty();
  }

  @Test
  void firstSpan_isReportedOnce() {
    List<String> names = new ArrayList<>();
    tracer.onFirstSpan(span -> names.add(span.name()));

    start(Context.root(), "first");
    start(Context.root(), "second");

    assertThat(names).containsExactly("first");
  }

  @Test
  void listenerOfTheFirstSpanThatThrows_isLoggedAndTheSpanContinues() {
    tracer.onFirstSpan(
        span -> {
          throw new IllegalStateException("no thread");
        });

    assertThat(start(Context.root(), "first").end()).isTrue();
    assertThat(log.lines()).singleElement().asString().contains("no thread");
  }

  @Test
  void spanThatNobodyCanEnd_isNotKeptAlive() {
    WeakReference<Span> forgotten = new WeakReference<>(start(Context.root(), "forgotten"));

    while (forgotten.get() != null) {
      System.gc();
      Thread.onSpinWait();
    }
    tracer.endOpenSpans();

    assertThat(sink.spans).isEmpty();
  }

  private Span start(Context parent, String name) {
    return tracer.start(parent, SpanType.AGENT, name, PAYLOAD);
  }
}
