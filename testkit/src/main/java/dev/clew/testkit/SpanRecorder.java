// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanSink;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.hook.FailureReporter;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.core.log.AgentLog;
import dev.clew.core.trace.ForeignTracerRegistry;
import dev.clew.core.trace.RecordingTracer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps every ended span, in order, so that tests can check what was traced.
 *
 * <pre>{@code
 * SpanRecorder spans = new SpanRecorder();
 * ChatHook hook = new ChatHook(spans.tracer());
 * … plain calls of hook.enter and hook.exit …
 * assertThat(spans.only(GenerationData.class).requestModel()).isEqualTo("gpt-4o");
 * }</pre>
 */
public final class SpanRecorder implements SpanSink {
  private final List<FinishedSpan> spans = new ArrayList<>();
  private final List<TraceRecord> traces = new ArrayList<>();
  private final ForeignTracerRegistry foreignTracers;
  private final Tracer tracer;

  /** Creates a recorder without spans. */
  public SpanRecorder() {
    this(
        (where, failure) -> {
          throw new AssertionError(where.getName(), failure);
        });
  }

  SpanRecorder(FailureReporter failures) {
    AgentLog log = new AgentLog(System.err, AgentLog.Level.WARN);
    foreignTracers = new ForeignTracerRegistry(failures);
    tracer = new RecordingTracer(this, log, InstantSource.system(), 10_000, foreignTracers);
  }

  /** Returns the registry of foreign tracers for hooks. */
  public ForeignTracerRegistry foreignTracers() {
    return foreignTracers;
  }

  /** Returns a tracer whose spans are recorded here. */
  public Tracer tracer() {
    return tracer;
  }

  @Override
  public synchronized void onSpanEnd(FinishedSpan span) {
    spans.add(span);
    TraceRecord trace = span.traceRecord();
    if (trace != null) {
      traces.add(trace);
    }
    notifyAll();
  }

  /** Removes everything, so that a recorder can serve several tests. */
  public synchronized void clear() {
    spans.clear();
    traces.clear();
  }

  /** Returns the ended spans, in the order in which they ended. */
  public synchronized List<FinishedSpan> spans() {
    return List.copyOf(spans);
  }

  /** Returns the traces whose root span has ended. */
  public synchronized List<TraceRecord> traces() {
    return List.copyOf(traces);
  }

  /** Returns the spans that were started as {@code type}. */
  public List<FinishedSpan> spans(SpanType type) {
    return spans().stream().filter(span -> span.type() == type).toList();
  }

  /** Returns the only ended span; fails if there is none or more than one. */
  public FinishedSpan only() {
    List<FinishedSpan> all = spans();
    if (all.size() != 1) {
      throw new AssertionError("expected one span, but there are " + all);
    }
    return all.get(0);
  }

  /** Returns the data of the only ended span. */
  public <D extends SpanData> D only(Class<D> type) {
    return data(only(), type);
  }

  /** Waits until {@code count} spans have ended, for at most ten seconds, and returns them. */
  public synchronized List<FinishedSpan> await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (spans.size() < count) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        throw new AssertionError("expected " + count + " spans, but there are " + spans);
      }
      wait(millis);
    }
    return List.copyOf(spans);
  }

  /** Returns the data of {@code span}, enriched as on the export thread. */
  public static <D extends SpanData> D data(FinishedSpan span, Class<D> type) {
    SpanData data = span.payload().render();
    for (Payload inner : span.enrichments()) {
      data = data.enrichedWith(inner.render());
    }
    return type.cast(data);
  }
}
