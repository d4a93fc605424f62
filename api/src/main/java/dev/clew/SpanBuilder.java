// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Describes a span that is about to start. For one span: start it once.
 *
 * <p>What else there is to say about the work is set on the {@link ClewSpan}.
 */
public final class SpanBuilder {
  static final SpanBuilder NONE = new SpanBuilder(ClewBackend.NONE, null);

  private final ClewBackend backend;
  private final @Nullable Object handle;

  SpanBuilder(ClewBackend backend, @Nullable Object handle) {
    this.backend = backend;
    this.handle = handle;
  }

  /** Sets what the work starts from; see {@link ClewSpan#input}. */
  public SpanBuilder input(@Nullable Object input) {
    if (handle != null) {
      backend.set(handle, "input", input);
    }
    return this;
  }

  /** Sets a piece of data; see {@link ClewSpan#data}. */
  public SpanBuilder data(String key, @Nullable Object value) {
    if (handle != null) {
      backend.set(handle, key, value);
    }
    return this;
  }

  /** Sets the requested model and, if known, its provider, such as {@code openai}. */
  public SpanBuilder model(@Nullable String provider, @Nullable String model) {
    if (handle != null) {
      backend.set(handle, "provider", provider);
      backend.set(handle, "model", model);
    }
    return this;
  }

  /** Sets an attribute. */
  public SpanBuilder attribute(String key, @Nullable String value) {
    if (handle != null) {
      backend.attribute(handle, key, value);
    }
    return this;
  }

  /** Assigns the trace to a session or conversation; the first value wins. */
  public SpanBuilder groupId(@Nullable String groupId) {
    if (handle != null) {
      backend.groupId(handle, groupId);
    }
    return this;
  }

  /** Adds metadata to the trace. */
  public SpanBuilder metadata(String key, @Nullable String value) {
    if (handle != null) {
      backend.metadata(handle, key, value);
    }
    return this;
  }

  /**
   * Starts the span and makes it current on this thread: spans started here become its children,
   * until it is closed.
   */
  public ClewSpan start() {
    return start(true);
  }

  /**
   * Starts the span without making it current, for work that goes on after this method has
   * returned: {@link ClewSpan#wrap(Runnable)} runs code as part of it.
   */
  public ClewSpan startDetached() {
    return start(false);
  }

  private ClewSpan start(boolean current) {
    if (handle == null) {
      return ClewSpan.NONE;
    }
    backend.start(handle, current);
    return new ClewSpan(backend, handle);
  }

  /** Records the span as something that takes no time, such as a handoff. */
  public void record() {
    start(false).close();
  }

  /** Runs a task as this span. An exception fails the span and is passed on. */
  public void run(Runnable task) {
    if (handle == null) {
      task.run();
      return;
    }
    try (ClewSpan span = start()) {
      try {
        task.run();
      } catch (Throwable thrown) {
        span.error(thrown);
        throw thrown;
      }
    }
  }

  /** Calls a task as this span. Its result is the output, and an exception fails the span. */
  public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
    if (handle == null) {
      return task.call();
    }
    try (ClewSpan span = start()) {
      try {
        T result = task.call();
        span.output(result);
        return result;
      } catch (Throwable thrown) {
        span.error(thrown);
        throw thrown;
      }
    }
  }
}
