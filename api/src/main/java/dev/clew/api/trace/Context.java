// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state that follows the work of one trace: the current span and values that hooks leave for
 * each other.
 *
 * <p>Immutable, except for {@link #forStorage}. Each thread has a current context, by default
 * {@link #root()}. The JDK's threads, pools and futures carry it along; use {@link #wrap} for a
 * hand-over that Clew does not know.
 */
public final class Context {
  private static final Context ROOT = new Context(null, null, null, null);

  // Not final, because of release(). Contexts are published to other threads safely.
  private @Nullable Span span;
  // The latest value is a field rather than an entry: most contexts hold one value or none.
  private @Nullable ContextKey<?> key;
  private @Nullable Object value;
  private @Nullable Entry entries;
  private boolean stored;

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

  /** Returns the empty context: outside any trace. */
  public static Context root() {
    return ROOT;
  }

  /** Returns the current context of this thread. */
  public static Context current() {
    Frame frame = Frame.current();
    return frame == null ? ROOT : frame.context();
  }

  /**
   * Sets the listener that is notified when a span becomes current on a thread; called once, by the
   * agent.
   */
  public static void setListener(@Nullable SpanListener listener) {
    Frame.setListener(listener);
  }

  /** Returns the current span, or null outside any trace. */
  public @Nullable Span span() {
    return span;
  }

  /** Returns a context with {@code span} as its span and the values of this one. */
  public Context with(Span span) {
    return new Context(span, key, value, entries);
  }

  /** Returns a context that also holds {@code value}, hiding an earlier value of the key. */
  public <T> Context with(ContextKey<T> key, T value) {
    return new Context(span, key, value, allEntries());
  }

  /** Combines {@link #with(Span)} and {@link #with(ContextKey, Object)}. */
  public <T> Context with(Span span, ContextKey<T> key, T value) {
    return new Context(span, key, value, allEntries());
  }

  private @Nullable Entry allEntries() {
    ContextKey<?> latest = key;
    Object latestValue = value;
    return latest == null || latestValue == null
        ? entries
        : new Entry(latest, latestValue, entries);
  }

  /** Returns the latest value for {@code key}, or null. */
  @SuppressWarnings("unchecked") // values are only added by with(key, value)
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

  /** Returns a task that runs {@code task} with this context current, on any thread. */
  public Runnable wrap(Runnable task) {
    return () -> {
      try (Scope ignored = makeCurrent()) {
        task.run();
      }
    };
  }

  /** Returns a task that calls {@code task} with this context current, on any thread. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    return () -> {
      try (Scope ignored = makeCurrent()) {
        return task.call();
      }
    };
  }

  /** Returns a supplier that calls {@code task} with this context current, on any thread. */
  public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> task) {
    return () -> {
      try (Scope ignored = makeCurrent()) {
        return task.get();
      }
    };
  }

  /** Returns a consumer that calls {@code task} with this context current, on any thread. */
  public <T extends @Nullable Object> Consumer<T> wrapConsumer(Consumer<T> task) {
    return value -> {
      try (Scope ignored = makeCurrent()) {
        task.accept(value);
      }
    };
  }

  /** Returns a function that calls {@code task} with this context current, on any thread. */
  public <T extends @Nullable Object, R extends @Nullable Object> Function<T, R> wrapFunction(
      Function<T, R> task) {
    return value -> {
      try (Scope ignored = makeCurrent()) {
        return task.apply(value);
      }
    };
  }

  /**
   * Returns this context for storage in something that may outlive the trace, such as a queued
   * task. Once the trace is over, the context keeps only its position in the trace and drops span
   * content and hook values, which refer to the application's objects and classes.
   */
  public Context forStorage() {
    Span current = span;
    if (current != null && !stored) {
      stored = true; // a race is harmless
      current.releaseContextAtEnd(this);
    }
    return this;
  }

  /** Drops everything but the position in the trace; called by tracers. */
  public void release() {
    Span current = span;
    key = null;
    value = null;
    entries = null;
    span = current == null ? null : current.reference();
  }

  @Override
  public String toString() {
    return "Context(" + (span == null ? "root" : span) + ")";
  }

  private record Entry(ContextKey<?> key, Object value, @Nullable Entry next) {}
}
