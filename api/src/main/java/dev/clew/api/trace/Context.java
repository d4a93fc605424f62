// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What flows along with the work of one trace: the span in progress and values that hooks leave for
 * each other.
 *
 * <p>Immutable, but for what {@link #kept} says. Each thread has a current context, by default
 * {@link #root()}. The threads, pools and futures of the JDK carry it along; a hop that nothing
 * knows of is made with {@link #wrap}.
 */
public final class Context {
  private static final Context ROOT = new Context(null, null, null, null);

  // Not final, for release(). Whoever gives a context to another thread does so by safe means.
  private @Nullable Span span;
  // The latest value lies here and not in an entry: most contexts hold one, or none.
  private @Nullable ContextKey<?> key;
  private @Nullable Object value;
  private @Nullable Entry entries;
  private boolean kept;

  private Context(
      @Nullable Span span,
      @Nullable ContextKey<?> key,
      @Nullable Object value,
      @Nullable Entry entries) {
    this.span = span;
    this.key = key;
    this.value = value;
    this.entries = entries;
  }

  /** Returns the context without span or values: outside any trace. */
  public static Context root() {
    return ROOT;
  }

  /** Returns the context of this thread. */
  public static Context current() {
    Frame frame = Frame.current();
    return frame == null ? ROOT : frame.context();
  }

  /** Sets who is told which span is current on a thread; for the agent, once. */
  public static void setListener(@Nullable SpanListener listener) {
    Frame.setListener(listener);
  }

  /** Returns the span in progress, or null outside any trace. */
  public @Nullable Span span() {
    return span;
  }

  /** Returns a context with {@code span} in progress and the values of this one. */
  public Context with(Span span) {
    return new Context(span, key, value, entries);
  }

  /** Returns a context that also holds {@code value}, which hides an earlier one of the key. */
  public <T> Context with(ContextKey<T> key, T value) {
    return new Context(span, key, value, allEntries());
  }

  /** Returns what {@link #with(Span)} and {@link #with(ContextKey, Object)} do together. */
  public <T> Context with(Span span, ContextKey<T> key, T value) {
    return new Context(span, key, value, allEntries());
  }

  private @Nullable Entry allEntries() {
    ContextKey<?> latest = key;
    Object left = value;
    return latest == null || left == null ? entries : new Entry(latest, left, entries);
  }

  /** Returns the value last left under {@code key}, or null. */
  @SuppressWarnings("unchecked") // with(key, value) is the only way in
  public <T> @Nullable T get(ContextKey<T> key) {
    if (this.key == key) {
      return (T) value;
    }
    for (Entry entry = entries; entry != null; entry = entry.next) {
      if (entry.key == key) {
        return (T) entry.value;
      }
    }
    return null;
  }

  /** Makes this the current context of the thread until the returned scope is closed. */
  public Scope makeCurrent() {
    return Frame.open(this, Frame.Kind.SCOPE);
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

  /** Returns {@code task} to be asked, on whatever thread, with this context current. */
  public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> task) {
    return () -> {
      try (Scope ignored = makeCurrent()) {
        return task.get();
      }
    };
  }

  /** Returns {@code task} to be given values, on whatever thread, with this context current. */
  public <T extends @Nullable Object> Consumer<T> wrapConsumer(Consumer<T> task) {
    return value -> {
      try (Scope ignored = makeCurrent()) {
        task.accept(value);
      }
    };
  }

  /** Returns {@code task} to be applied, on whatever thread, with this context current. */
  public <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> wrapFunction(
      Function<T, R> task) {
    return value -> {
      try (Scope ignored = makeCurrent()) {
        return task.apply(value);
      }
    };
  }

  /**
   * Returns this context, for being held on to by something that may outlive the trace, such as a
   * task in a queue: when the trace is over it keeps only its place there, and lets go of what the
   * spans say and of what hooks left, all of which refers to objects and classes of the
   * application.
   */
  public Context kept() {
    Span within = span;
    if (within != null && !kept) {
      kept = true; // twice does no harm
      within.releaseAtEnd(this);
    }
    return this;
  }

  /** Lets go of everything but the place in the trace; for tracers. */
  public void release() {
    Span within = span;
    key = null;
    value = null;
    entries = null;
    span = within == null ? null : within.withoutContent();
  }

  @Override
  public String toString() {
    return "Context(" + (span == null ? "root" : span) + ")";
  }

  private record Entry(ContextKey<?> key, Object value, @Nullable Entry next) {}
}
