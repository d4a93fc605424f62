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
import dev.clew.api.trace.StartedTrace;
import dev.clew.api.trace.Tracer;
import dev.clew.core.log.AgentLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tracer that records spans and hands them to a sink when they end. */
public final class RecordingTracer implements Tracer {
  private static final String END_REASON = "clew.end_reason";

  private final SpanSink sink;
  private final AgentLog log;
  private final WallClock clock;
  private final int maxSpansPerTrace;
  private final ParentSource foreignTracers;
  private final @Nullable GuardedIds ids;
  private final JoinedTraces joinedTraces = new JoinedTraces();
  private final OpenSpans open = new OpenSpans();
  private final AtomicReference<@Nullable Consumer<FinishedSpan>> firstSpan =
      new AtomicReference<>();
  private volatile @Nullable SpanObserver observer;
  private volatile AgentPaths agentPaths = AgentPaths.NONE;
  private volatile @Nullable SpanExclusion exclusion;

  /** Creates a tracer for an application without other tracers. */
  public RecordingTracer(SpanSink sink, AgentLog log, InstantSource clock, int maxSpansPerTrace) {
    this(sink, log, clock, maxSpansPerTrace, () -> null);
  }

  /**
   * Creates a tracer.
   *
   * @param maxSpansPerTrace the limit beyond which the spans of a trace are only counted
   * @param foreignTracers the tracers under whose spans traces may start
   */
  public RecordingTracer(
      SpanSink sink,
      AgentLog log,
      InstantSource clock,
      int maxSpansPerTrace,
      ParentSource foreignTracers) {
    this(sink, log, clock, maxSpansPerTrace, foreignTracers, null);
  }

  /**
   * Creates a tracer.
   *
   * @param maxSpansPerTrace the limit beyond which the spans of a trace are only counted
   * @param foreignTracers the tracers under whose spans traces may start
   * @param ids where ids come from; null for random ones
   */
  public RecordingTracer(
      SpanSink sink,
      AgentLog log,
      InstantSource clock,
      int maxSpansPerTrace,
      ParentSource foreignTracers,
      @Nullable GuardedIds ids) {
    if (maxSpansPerTrace < 1) {
      throw new IllegalArgumentException("maxSpansPerTrace < 1: " + maxSpansPerTrace);
    }
    this.sink = sink;
    this.log = log;
    this.clock = new WallClock(clock);
    this.maxSpansPerTrace = maxSpansPerTrace;
    this.foreignTracers = foreignTracers;
    this.ids = ids;
  }

  @Override
  public Span start(Context parent, SpanType type, String name, Payload payload) {
    Span above = parent.span();
    if (above instanceof DroppedSpan dropped) {
      return dropped(dropped, type, name);
    }
    boolean within = above instanceof Position place && place.visibility().hidesChildren();
    Visibility visibility = visibility(within, type, name, payload);
    if (above instanceof Position place) {
      long parentId = place.parentOfChildren();
      boolean top = place.areChildrenTop();
      String agents = agentPaths.below(place, type, name);
      return startIn(place.trace(), parentId, top, visibility, type, name, payload, agents);
    }
    String agents = agentPaths.below(null, type, name);
    if (parent.get(StartedTrace.KEY) instanceof TraceState trace && trace.tracer() == this) {
      return startIn(trace, trace.foreignParent(), true, visibility, type, name, payload, agents);
    }
    RemoteParent remote = remoteParent(parent);
    TraceState started =
        visibility.isHidden()
            ? TraceState.beforeFirstSpan(this, remote, null, clock.epochNanos())
            : new TraceState(this, remote, name, clock.epochNanos());
    TraceState trace = remote == null ? started : joinedTraces.known(started);
    return startIn(trace, started.foreignParent(), true, visibility, type, name, payload, agents);
  }

  @Override
  public Context startTrace(Context parent, String name) {
    boolean within = parent.span() != null;
    RemoteParent remote = within ? null : remoteParent(parent);
    TraceState trace = TraceState.beforeFirstSpan(this, remote, name, clock.epochNanos());
    Context outside = within ? Context.root() : parent;
    return outside.with(StartedTrace.KEY, remote == null ? trace : joinedTraces.known(trace));
  }

  @Override
  public Span startLate(
      String traceId, @Nullable String parentId, SpanType type, String name, Payload payload) {
    RemoteParent.checkIds(traceId, parentId);
    TraceState trace = TraceState.known(this, traceId, name, clock.epochNanos());
    long parent = parentId == null ? RecordingSpan.NO_PARENT : HexId.parse(parentId);
    Visibility visibility = visibility(false, type, name, payload);
    return startIn(trace, parent, false, visibility, type, name, payload, "");
  }

  /**
   * A tracer in this process is closer than the remote caller, and has usually joined the caller's
   * trace itself.
   */
  private @Nullable RemoteParent remoteParent(Context parent) {
    RemoteParent local = foreignTracers.current();
    RemoteParent arrived = parent.get(RemoteParent.KEY);
    if (local == null || arrived == null || !local.traceId().equals(arrived.traceId())) {
      return local == null ? arrived : local;
    }
    return new RemoteParent(
        local.traceId(), local.spanId(), local.sampled(), local.traceState(), arrived.baggage());
  }

  @Override
  public Span startBeside(Span sibling, SpanType type, String name, Payload payload) {
    if (sibling instanceof Position place) {
      Visibility visibility = visibility(place.visibility().hidesSiblings(), type, name, payload);
      String agents = agentPaths.beside(place, sibling, type, name);
      return startIn(
          place.trace(), place.parent(), place.isTop(), visibility, type, name, payload, agents);
    }
    return sibling instanceof DroppedSpan dropped
        ? dropped(dropped, type, name)
        : start(Context.root(), type, name, payload);
  }

  @Override
  public Span startInstead(
      Span replaced, Context parent, SpanType type, String name, Payload payload) {
    Span above = parent.span();
    RecordingSpan before = replaced instanceof RecordingSpan recording ? recording : null;
    Position place = above instanceof Position known ? known : before;
    if (before == null || place == null || place.trace() != before.trace()) {
      return besideOrBelow(replaced, parent, type, name, payload);
    }
    boolean within =
        above == null ? place.visibility().hidesSiblings() : place.visibility().hidesChildren();
    Visibility visibility = visibility(within, type, name, payload);
    // Only what is counted alike: it was counted when the other span started.
    if (visibility.isHidden() != before.visibility().isHidden() || !before.withdraw()) {
      return besideOrBelow(replaced, parent, type, name, payload);
    }
    long parentId = above == null ? before.parent() : place.parentOfChildren();
    boolean top = above == null ? before.isTop() : place.areChildrenTop();
    long id = idFor(visibility, parentId, before.id());
    String agents =
        above == null
            ? agentPaths.beside(before, before, type, name)
            : agentPaths.below(place, type, name);
    return begin(
        new RecordingSpan(
            before.trace(), parentId, top, id, visibility, type, name, payload, agents));
  }

  private Span besideOrBelow(
      Span sibling, Context parent, SpanType type, String name, Payload payload) {
    return parent.span() == null
        ? startBeside(sibling, type, name, payload)
        : start(parent, type, name, payload);
  }

  private Span startIn(
      TraceState trace,
      long parentId,
      boolean top,
      Visibility visibility,
      SpanType type,
      String name,
      Payload payload,
      String agents) {
    boolean hidden = visibility.isHidden(); // recorded like any other, for the spans within it
    if (!hidden) {
      if (!trace.admit()) {
        return new DroppedSpan(trace, type, name);
      }
      trace.shown(name);
    }
    trace.spanBegan();
    long id = idFor(visibility, parentId, newSpanId());
    return begin(
        new RecordingSpan(trace, parentId, top, id, visibility, type, name, payload, agents));
  }

  /** Whatever refers to a hidden span, such as a header, should refer to one that is exported. */
  private static long idFor(Visibility visibility, long parentId, long own) {
    return visibility.isHidden() && parentId != RecordingSpan.NO_PARENT ? parentId : own;
  }

  private Span begin(RecordingSpan span) {
    boolean hidden = span.visibility().isHidden();
    OpenSpans.Entry entry = open.add(span);
    SpanObserver observing = observer;
    if (observing != null && !hidden) {
      entry.start(observing, span);
    }
    span.opened(entry);
    if (firstSpan.get() != null && !hidden) {
      notifyOfFirst(span);
    }
    return span;
  }

  /** Leaves spans out that start from now on; null for none. */
  public void exclude(@Nullable SpanExclusion exclusion) {
    this.exclusion = exclusion;
  }

  /**
   * Returns whether a span is shown.
   *
   * @param within whether it is part of something that is left out
   */
  private Visibility visibility(boolean within, SpanType type, String name, Payload payload) {
    SpanExclusion excluding = exclusion;
    if (within) {
      return Visibility.WITHIN_HIDDEN;
    }
    if (excluding == null) {
      return Visibility.SHOWN;
    }
    try {
      return Visibility.of(excluding.of(type, name, payload));
    } catch (Throwable failure) {
      log.warnOnce("exclusion", "clew.exclude failed: " + AgentLog.describe(failure));
      return Visibility.SHOWN;
    }
  }

  /** Keeps the names of the agents around each span from now on, for {@link #agents}. */
  public void keepAgents() {
    agentPaths = AgentPaths.KEPT;
  }

  /** Returns the names of the agents around {@code context}, outermost first, with slashes. */
  public static String agents(Context context) {
    return context.span() instanceof Position place ? place.agents() : "";
  }

  /** Passes all spans that start from now on to an observer; null for none. */
  public void observe(@Nullable SpanObserver observer) {
    this.observer = observer;
  }

  private void notifyOfFirst(RecordingSpan span) {
    Consumer<FinishedSpan> listener = firstSpan.getAndSet(null);
    if (listener != null) {
      try {
        listener.accept(span);
      } catch (Throwable failure) {
        log.warnOnce(
            "first span", "the listener for the first span failed: " + AgentLog.describe(failure));
      }
    }
  }

  /** A child of a dropped span would be an orphan; and once full, a trace stays full. */
  private static Span dropped(DroppedSpan relative, SpanType type, String name) {
    relative.trace().countDropped();
    return new DroppedSpan(relative.trace(), type, name);
  }

  /**
   * Calls {@code listener} once, when the first span starts. It runs on the application's thread,
   * so it must only take the reference; the span has not ended.
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
      if (span.isRecording() && !span.visibility().isHidden()) {
        spans.add(span);
      }
    }
    return spans;
  }

  /**
   * Cancels all open spans when the JVM exits, so that the trace of a hanging program shows where
   * it hung.
   */
  public void endOpenSpans() {
    for (RecordingSpan span : open.newestFirst()) {
      span.setAttribute(END_REASON, "exit");
      span.cancel();
    }
  }

  /** Returns the id for a new trace, or null if it should be random. */
  @Nullable String newTraceId() {
    return ids == null ? null : ids.traceId();
  }

  long newSpanId() {
    long id = ids == null ? GuardedIds.NONE : ids.spanId();
    return id == GuardedIds.NONE ? HexId.random() : id;
  }

  int maxSpansPerTrace() {
    return maxSpansPerTrace;
  }

  void ended(RecordingSpan span, OpenSpans.@Nullable Entry entry) {
    if (entry != null) {
      open.remove(entry);
      entry.end(span);
    }
    try {
      if (span.visibility().isHidden()) {
        sink.onSpanExcluded(span);
      } else {
        sink.onSpanEnd(span);
      }
    } catch (Throwable failure) {
      reportLost(failure);
    }
  }

  void withdrawn(OpenSpans.@Nullable Entry entry) {
    if (entry != null) {
      open.remove(entry);
    }
  }

  private void reportLost(Throwable failure) {
    log.warnOnce("sink", "a span was lost because the sink failed: " + AgentLog.describe(failure));
  }
}
