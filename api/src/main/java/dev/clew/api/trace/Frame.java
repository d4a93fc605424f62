// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * One open scope. Frames form a stack per thread; a closed frame is skipped wherever the stack is
 * looked at, so that a scope that was forgotten, closed late or closed by another thread, which
 * cannot unwind this one's stack, never comes back to life.
 */
class Frame implements Scope {
  /** How a frame came to be, which decides how it may end besides being closed. */
  enum Kind {
    /** Opened and closed by the same piece of code. */
    SCOPE,
    /** Brought here from another thread: over when the trace is. */
    RESUMED,
    /** A resumed one that stands for one of several steps, and gives way to the next. */
    STEP,
    /** What a series of steps within a step starts from, so that they leave that one alone. */
    BEFORE_STEPS,
    /** What the thread was made in: like {@link #RESUMED}, and not for every thread. */
    INHERITED
  }

  private static final ThreadLocal<@Nullable Frame> CURRENT = new Inheritance();

  private static volatile boolean inherited;

  private static volatile @Nullable SpanListener listener;

  private final Context context;
  private final @Nullable Frame outer;
  private final Kind kind;

  private volatile boolean closed;
  // What the listener opened on this thread, for this thread to close.
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

  /** Lets threads inherit from now on. */
  static void inherit() {
    inherited = true;
  }

  static Frame open(Context context, Kind kind) {
    Frame outer = current();
    Frame frame = made(context, outer, kind);
    CURRENT.set(frame);
    SpanListener current = listener;
    Span span = context.span();
    if (current != null && span != null && (outer == null || outer.context.span() != span)) {
      frame.listenerScope = current.entered(span);
    }
    return frame;
  }

  private static Frame made(Context context, @Nullable Frame outer, Kind kind) {
    boolean spanless = context.span() == null && context != Context.root();
    return spanless && kind != Kind.SCOPE
        ? new OfRequest(context, outer, kind)
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

  /** Puts {@code frame} in the place of {@code top}, which is above it, and all between. */
  private static void install(@Nullable Frame top, @Nullable Frame frame) {
    for (Frame left = top; left != null && left != frame; left = left.outer) {
      Scope opened = left.listenerScope;
      if (opened != null) {
        left.listenerScope = null;
        opened.close();
      }
    }
    // Null is as good as remove(), and does not have the next scope make the entry anew: the entry
    // itself refers to nothing.
    CURRENT.set(frame);
  }

  Context context() {
    return context;
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  private boolean isOpen() {
    return !closed && (kind == Kind.SCOPE || counts());
  }

  /** Returns whether what this stands for is still going on; asked of what may outlive it. */
  boolean counts() {
    if (kind == Kind.INHERITED && Thread.currentThread() instanceof ForkJoinWorkerThread) {
      return false; // such a thread is made for whoever comes first, and serves everybody
    }
    Span span = context.span();
    return span == null || !span.isTraceOver();
  }

  @Override
  public void close() {
    closed = true;
    Frame top = CURRENT.get();
    Frame frame = top;
    while (frame != null && frame != this) {
      frame = frame.outer;
    }
    if (frame == this) { // otherwise another thread's, or unwound before
      install(top, nearestOpen(outer));
    }
  }

  /**
   * Hands the context to the threads that a thread makes, virtual ones too: the JVM itself does
   * that, without a hook in {@link Thread}, and nothing is handed on outside a trace.
   */
  private static final class Inheritance extends InheritableThreadLocal<@Nullable Frame> {
    @Override
    protected @Nullable Frame childValue(@Nullable Frame parent) {
      Frame open = inherited ? nearestOpen(parent) : null;
      return open == null || open.context == Context.root()
          ? null
          : made(open.context.kept(), null, Kind.INHERITED);
    }
  }

  /** What came with a request that has begun no trace: no end of one will ever close it. */
  static final class OfRequest extends Frame {
    /** As long as a context counts on another thread after the last span of its trace. */
    private static final long COUNTS_NANOS = 30_000_000_000L;

    private final long since = System.nanoTime();

    private OfRequest(Context context, @Nullable Frame outer, Kind kind) {
      super(context, outer, kind);
    }

    @Override
    boolean counts() {
      return countsAt(System.nanoTime()) && super.counts();
    }

    boolean countsAt(long nanoTime) {
      return nanoTime - since < COUNTS_NANOS;
    }
  }
}
