// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * One open scope. Frames form a stack per thread. A closed frame is skipped whenever the stack is
 * read, so that a scope that was leaked, closed late or closed by another thread (which cannot
 * unwind this thread's stack) never becomes current again.
 */
class Frame implements Scope {
  /** How a frame was opened, which determines how it may end other than by being closed. */
  enum Kind {
    /** Opened and closed by the same piece of code. */
    SCOPE,
    /** Carried here from another thread: ends with its trace at the latest. */
    RESUMED,
    /** A resumed frame that stands for one of several steps and gives way to the next. */
    STEP,
    /** The base of a series of steps nested in a step, so that they leave the outer step alone. */
    BEFORE_STEPS,
    /** Inherited from the creating thread: like {@link #RESUMED}, but not valid on every thread. */
    INHERITED
  }

  private static final ThreadLocal<@Nullable Frame> CURRENT = new Inheritance();

  private static volatile boolean inheritable;

  private static volatile @Nullable SpanListener listener;

  private final Context context;
  private final @Nullable Frame outer;
  private final Kind kind;

  private volatile boolean closed;
  // Opened by the listener on this thread; must be closed on this thread.
  private @Nullable Scope listenerScope;

  private Frame(Context context, @Nullable Frame outer, Kind kind) {
    this.context = context;
    this.outer = outer;
    this.kind = kind;
  }

  static void setListener(@Nullable SpanListener current) {
    listener = current;
  }

  /** Returns the innermost open frame of this thread. */
  static @Nullable Frame current() {
    Frame top = CURRENT.get();
    if (top == null) {
      return null;
    }
    Frame open = nearestOpen(top);
    if (open != top) {
      install(top, open);
    }
    return open;
  }

  /** Enables or disables inheritance by new threads. */
  static void setInheritable(boolean enabled) {
    inheritable = enabled;
  }

  static Frame open(Context context, Kind kind) {
    Frame outer = current();
    Frame frame = newFrame(context, outer, kind);
    CURRENT.set(frame);
    SpanListener current = listener;
    Span span = context.span();
    if (current != null && span != null && (outer == null || outer.context.span() != span)) {
      frame.listenerScope = current.onSpanCurrent(span);
    }
    return frame;
  }

  private static Frame newFrame(Context context, @Nullable Frame outer, Kind kind) {
    boolean spanless = context.span() == null && context != Context.root();
    return spanless && kind != Kind.SCOPE
        ? new RequestFrame(context, outer, kind)
        : new Frame(context, outer, kind);
  }

  /** Closes all frames of this thread. */
  static void closeAll() {
    Frame top = CURRENT.get();
    if (top != null) {
      for (Frame frame = top; frame != null; frame = frame.outer) {
        frame.closed = true;
      }
      install(top, null);
    }
  }

  private static @Nullable Frame nearestOpen(@Nullable Frame frame) {
    Frame open = frame;
    while (open != null && !open.isOpen()) {
      open = open.outer;
    }
    return open;
  }

  /** Replaces {@code top}, and all frames down to {@code frame}, with {@code frame}. */
  private static void install(@Nullable Frame top, @Nullable Frame frame) {
    for (Frame each = top; each != null && each != frame; each = each.outer) {
      Scope opened = each.listenerScope;
      if (opened != null) {
        each.listenerScope = null;
        opened.close();
      }
    }
    // Setting null instead of remove() spares the next scope from creating the map entry again; the
    // entry itself refers to nothing.
    CURRENT.set(frame);
  }

  Context context() {
    return context;
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  private boolean isOpen() {
    return !closed && (kind == Kind.SCOPE || isStillValid());
  }

  /**
   * Returns whether the work this frame stands for is still going on; only for kinds that can
   * outlive it.
   */
  boolean isStillValid() {
    if (kind == Kind.INHERITED && Thread.currentThread() instanceof ForkJoinWorkerThread) {
      return false; // pool workers are created by whoever comes first but serve everyone
    }
    Span span = context.span();
    return span == null || !span.hasTraceEnded();
  }

  @Override
  public void close() {
    closed = true;
    Frame top = CURRENT.get();
    Frame frame = top;
    while (frame != null && frame != this) {
      frame = frame.outer;
    }
    if (frame == this) { // otherwise it belongs to another thread or was unwound before
      install(top, nearestOpen(outer));
    }
  }

  /**
   * Hands the context to new threads, including virtual ones. The JVM does this itself, without a
   * hook in {@link Thread}; outside a trace nothing is inherited.
   */
  private static final class Inheritance extends InheritableThreadLocal<@Nullable Frame> {
    @Override
    protected @Nullable Frame childValue(@Nullable Frame parent) {
      Frame open = inheritable ? nearestOpen(parent) : null;
      return open == null || open.context == Context.root()
          ? null
          : newFrame(open.context.forStorage(), null, Kind.INHERITED);
    }
  }

  /**
   * The context of a request that has not started a trace, so that no end of a trace will ever
   * close it.
   */
  static final class RequestFrame extends Frame {
    /**
     * The same time for which a context stays valid on another thread after its trace's last span.
     */
    private static final long VALID_NANOS = 30_000_000_000L;

    private final long since = System.nanoTime();

    private RequestFrame(Context context, @Nullable Frame outer, Kind kind) {
      super(context, outer, kind);
    }

    @Override
    boolean isStillValid() {
      return isStillValidAt(System.nanoTime()) && super.isStillValid();
    }

    boolean isStillValidAt(long nanoTime) {
      return nanoTime - since < VALID_NANOS;
    }
  }
}
