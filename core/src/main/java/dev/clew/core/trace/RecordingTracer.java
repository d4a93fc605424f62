// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.SpanSink;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.core.log.AgentLog;
import java.time.Instant;
import java.time.InstantSource;

/** The tracer that keeps spans and hands them to a sink when they end. */
public final class RecordingTracer implements Tracer {
  private final SpanSink sink;
  private final AgentLog log;
  private final InstantSource clock;
  private final int maxSpansPerTrace;

  /**
   * Makes a tracer.
   *
   * @param maxSpansPerTrace beyond which the spans of a trace are only counted
   */
  public RecordingTracer(SpanSink sink, AgentLog log, InstantSource clock, int maxSpansPerTrace) {
    if (maxSpansPerTrace < 1) {
      throw new IllegalArgumentException("maxSpansPerTrace < 1: " + maxSpansPerTrace);
    }
    this.sink = sink;
    this.log = log;
    this.clock = clock;
    this.maxSpansPerTrace = maxSpansPerTrace;
  }

  @Override
  public Span start(Context parent, SpanType type, String name, Payload payload) {
    Span above = parent.span();
    if (above instanceof RecordingSpan recording) {
      TraceState trace = recording.trace();
      return trace.admit()
          ? new RecordingSpan(this, trace, recording, type, name, payload)
          : new DroppedSpan(trace, type, name);
    }
    if (above instanceof DroppedSpan dropped) {
      // A child of a span that is not there would be an orphan; the trace stays full anyway.
      dropped.trace().countDropped();
      return new DroppedSpan(dropped.trace(), type, name);
    }
    Instant now = clock.instant();
    long epochNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    TraceState trace = new TraceState(HexId.random(), HexId.random(), epochNanos, maxSpansPerTrace);
    trace.admit();
    return new RecordingSpan(this, trace, null, type, name, payload);
  }

  void ended(RecordingSpan span) {
    try {
      sink.onSpanEnd(span);
    } catch (Throwable broken) {
      lost(broken);
    }
    if (span.parentId() == null) {
      try {
        sink.onTraceEnd(span.traceRecord());
      } catch (Throwable broken) {
        lost(broken);
      }
    }
  }

  private void lost(Throwable broken) {
    log.warnOnce("sink", "a span was lost on its way out: " + AgentLog.describe(broken));
  }
}
