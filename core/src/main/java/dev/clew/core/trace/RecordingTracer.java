// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanSink;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.core.log.AgentLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tracer that keeps spans and hands them to a sink when they end. */
public final class RecordingTracer implements Tracer {
  private static final String END_REASON = "clew.end_reason";

  private final SpanSink sink;
  private final AgentLog log;
  private final WallClock clock;
  private final int maxSpansPerTrace;
  private final ParentSource foreignTracers;
  private final JoinedTraces joinedTraces = new JoinedTraces();
  private final OpenSpans open = new OpenSpans();
  private final AtomicReference<@Nullable Consumer<FinishedSpan>> firstSpan =
      new AtomicReference<>();

  /** Makes a tracer in an application without other tracers. */
  public RecordingTracer(SpanSink sink, AgentLog log, InstantSource clock, int maxSpansPerTrace) {
    this(sink, log, clock, maxSpansPerTrace, () -> null);
  }

  /**
   * Makes a tracer.
   *
   * @param maxSpansPerTrace beyond which the spans of a trace are only counted
   * @param foreignTracers under whose spans traces begin
   */
  public RecordingTracer(
      SpanSink sink,
      AgentLog log,
      InstantSource clock,
      int maxSpansPerTrace,
      ParentSource foreignTracers) {
    if (maxSpansPerTrace < 1) {
      throw new IllegalArgumentException("maxSpansPerTrace < 1: " + maxSpansPerTrace);
    }
    this.sink = sink;
    this.log = log;
    this.clock = new WallClock(clock);
    this.maxSpansPerTrace = maxSpansPerTrace;
    this.foreignTracers = foreignTracers;
  }

  @Override
  public Span start(Context parent, SpanType type, String name, Payload payload) {
    Span above = parent.span();
    if (above instanceof RecordingSpan recording) {
      return startIn(recording.trace(), recording.id(), false, type, name, payload);
    }
    if (above instanceof DroppedSpan dropped) {
      return dropped(dropped, type, name);
    }
    if (above instanceof SpanPlace place) {
      return startIn(place.trace(), place.id(), false, type, name, payload);
    }
    RemoteParent joined = joined(parent);
    TraceState begun = new TraceState(this, joined, name, clock.epochNanos());
    if (joined == null) {
      return startIn(begun, RecordingSpan.NO_PARENT, true, type, name, payload);
    }
    long foreign = HexId.parse(joined.spanId());
    return startIn(joinedTraces.known(begun), foreign, true, type, name, payload);
  }

  /** A tracer in this process is nearer than the caller of it, and usually has joined that too. */
  private @Nullable RemoteParent joined(Context parent) {
    RemoteParent near = foreignTracers.current();
    RemoteParent arrived = parent.get(RemoteParent.KEY);
    if (near == null || arrived == null || !near.traceId().equals(arrived.traceId())) {
      return near == null ? arrived : near;
    }
    return new RemoteParent(
        near.traceId(), near.spanId(), near.sampled(), near.traceState(), arrived.baggage());
  }

  @Override
  public Span startBeside(Span sibling, SpanType type, String name, Payload payload) {
    if (sibling instanceof RecordingSpan recording) {
      return startIn(recording.trace(), recording.parent(), recording.isTop(), type, name, payload);
    }
    if (sibling instanceof SpanPlace place) {
      return startIn(place.trace(), place.parent(), place.isTop(), type, name, payload);
    }
    return sibling instanceof DroppedSpan dropped
        ? dropped(dropped, type, name)
        : start(Context.root(), type, name, payload);
  }

  private Span startIn(
      TraceState trace, long parentId, boolean top, SpanType type, String name, Payload payload) {
    if (!trace.admit()) {
      return new DroppedSpan(trace, type, name);
    }
    trace.spanBegan();
    RecordingSpan span = new RecordingSpan(trace, parentId, top, type, name, payload);
    span.opened(open.add(span));
    if (firstSpan.get() != null) {
      tellOfFirst(span);
    }
    return span;
  }

  private void tellOfFirst(RecordingSpan span) {
    Consumer<FinishedSpan> listener = firstSpan.getAndSet(null);
    if (listener != null) {
      try {
        listener.accept(span);
      } catch (Throwable broken) {
        log.warnOnce("first span", "not told of the first span: " + AgentLog.describe(broken));
      }
    }
  }

  /** A child of a span that is not there would be an orphan; the trace stays full anyway. */
  private static Span dropped(DroppedSpan relative, SpanType type, String name) {
    relative.trace().countDropped();
    return new DroppedSpan(relative.trace(), type, name);
  }

  /**
   * Has {@code listener} told of the first span, once, when it starts: on the application's thread,
   * so it must only take the reference. The span has not ended.
   */
  public void onFirstSpan(Consumer<FinishedSpan> listener) {
    firstSpan.set(listener);
  }

  /**
   * Returns spans that have started and not ended, as they are now, the longest open first. Any of
   * them may end meanwhile. Not meant for the application's thread.
   *
   * @param limit how many are returned at most; where more are open, the newest are left out
   */
  public List<FinishedSpan> openSpans(int limit) {
    List<FinishedSpan> spans = new ArrayList<>();
    for (RecordingSpan span : open.oldestFirst(limit)) {
      if (span.isRecording()) {
        spans.add(span);
      }
    }
    return spans;
  }

  /**
   * Ends what has begun and not ended, as cancelled by the end of the program: whoever stops a
   * program that hangs wants to see where.
   */
  public void endOpenSpans() {
    for (RecordingSpan span : open.newestFirst()) {
      span.attribute(END_REASON, "exit");
      span.cancel();
    }
  }

  int maxSpansPerTrace() {
    return maxSpansPerTrace;
  }

  void ended(RecordingSpan span, OpenSpans.@Nullable Entry entry) {
    if (entry != null) {
      open.remove(entry);
    }
    try {
      sink.onSpanEnd(span);
    } catch (Throwable broken) {
      lost(broken);
    }
  }

  private void lost(Throwable broken) {
    log.warnOnce("sink", "a span was lost on its way out: " + AgentLog.describe(broken));
  }
}
