// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What flows along with the work of one trace: the span in progress and values that hooks leave for
 * each other.
 *
 * <p>Immutable. Each thread has a current context, by default {@link #root()}; a hop to another
 * thread is made with {@link #wrap}.
 */
public final class Context {
  private static final Context ROOT = new Context(null, null);
  private static final ThreadLocal<@Nullable Frame> CURRENT = new ThreadLocal<>();

  private final @Nullable Span span;
  private final @Nullable Entry entries;

  private Context(@Nullable Span span, @Nullable Entry entries) {
    this.span = span;
    this.entries = entries;
  }

  /** Returns the context without span or values: outside any trace. */
  public static Context root() {
    return ROOT;
  }

  /** Returns the context of this thread. */
  public static Context current() {
    Frame frame = Frame.nearestOpen(CURRENT.get());
    return frame == null ? ROOT : frame.context;
  }

  /** Returns the span in progress, or null outside any trace. */
  public @Nullable Span span() {
    return span;
  }

  /** Returns a context with {@code span} in progress and the values of this one. */
  public Context with(Span span) {
    return new Context(span, entries);
  }

  /** Returns a context that also holds {@code value}, which hides an earlier one of the key. */
  public <T> Context with(ContextKey<T> key, T value) {
    return new Context(span, new Entry(key, value, entries));
  }

  /** Returns the value last left under {@code key}, or null. */
  @SuppressWarnings("unchecked") // with(key, value) is the only way in
  public <T> @Nullable T get(ContextKey<T> key) {
    for (Entry entry = entries; entry != null; entry = entry.next) {
      if (entry.key == key) {
        return (T) entry.value;
      }
    }
    return null;
  }

  /** Makes this the current context of the thread until the returned scope is closed. */
  public Scope makeCurrent() {
    Frame frame = new Frame(this, Frame.nearestOpen(CURRENT.get()));
    CURRENT.set(frame);
    return frame;
  }

  /** Returns {@code task} to be run, on whatever thread, with this context current. */
  public Runnable wrap(Runnable task) {
    return () -> {
      try (Scope ignored = makeCurrent()) {
        task.run();
      }
    };
  }

  /** Returns {@code task} to be called, on whatever thread, with this context current. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    return () -> {
      try (Scope ignored = makeCurrent()) {
        return task.call();
      }
    };
  }

  @Override
  public String toString() {
    return "Context(" + (span == null ? "root" : span) + ")";
  }

  private record Entry(ContextKey<?> key, Object value, @Nullable Entry next) {}

  /**
   * One open scope. Frames form a stack per thread; a closed frame is skipped wherever the stack is
   * looked at, so that a scope that was forgotten, closed late or closed by another thread, which
   * cannot unwind this one's stack, never comes back to life.
   */
  private static final class Frame implements Scope {
    final Context context;
    final @Nullable Frame outer;
    private volatile boolean closed;

    Frame(Context context, @Nullable Frame outer) {
      this.context = context;
      this.outer = outer;
    }

    static @Nullable Frame nearestOpen(@Nullable Frame frame) {
      Frame open = frame;
      while (open != null && open.closed) {
        open = open.outer;
      }
      return open;
    }

    @Override
    public void close() {
      closed = true;
      Frame frame = CURRENT.get();
      while (frame != null && frame != this) {
        frame = frame.outer;
      }
      if (frame == null) {
        return; // another thread, or unwound before
      }
      // Null is as good as remove(), and does not have the next scope make the entry anew: the
      // entry itself refers to nothing.
      CURRENT.set(nearestOpen(outer));
    }
  }
}
