// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Clew's agent puts behind {@link Clew}. Not for applications.
 *
 * <p>The agent and the application may have different versions of this interface. Therefore every
 * method has a default that does nothing, the types are the JDK's, and what is recorded is named by
 * strings: a name that the agent does not know becomes an ordinary detail of the span. No method
 * throws.
 */
public interface ClewBackend {
  /** Does nothing; used without the agent. */
  ClewBackend NONE = new ClewBackend() {};

  /** Returns whether anything is recorded. */
  default boolean isEnabled() {
    return false;
  }

  /**
   * Prepares a trace or span, which {@link #start} starts.
   *
   * @param type {@code trace}, a span type of the trace format, or a type of the application's own
   * @return a handle, or null if nothing is recorded
   */
  default @Nullable Object prepare(String type, String name) {
    return null;
  }

  /**
   * Starts what {@link #prepare} prepared.
   *
   * @param current whether it becomes current on this thread until its end
   */
  default void start(Object handle, boolean current) {}

  /** Returns a handle of the current span, which it cannot end, or null if there is none. */
  default @Nullable Object current() {
    return null;
  }

  /** Sets a piece of data. */
  default void set(Object handle, String key, @Nullable Object value) {}

  /** Adds an element to a list in the data. */
  default void add(Object handle, String key, @Nullable Object value) {}

  /** Sets an attribute: a String, Boolean, Long or Double. */
  default void attribute(Object handle, String key, @Nullable Object value) {}

  /** Adds an event. */
  default void event(Object handle, String name, @Nullable String detail) {}

  /** Assigns the trace to a session. */
  default void groupId(Object handle, @Nullable String groupId) {}

  /** Adds metadata to the trace. */
  default void metadata(Object handle, String key, @Nullable String value) {}

  /** Records that the first piece of a streamed answer has arrived. */
  default void firstChunk(Object handle) {}

  /** Records the exception with which a span will end. */
  default void error(Object handle, @Nullable Throwable thrown) {}

  /** Records the error with which a span will end. */
  default void error(Object handle, String type, @Nullable String message) {}

  /** Records that a span will end as cancelled. */
  default void cancelled(Object handle) {}

  /** Ends a trace or span; later calls have no effect. */
  default void end(Object handle) {}

  /** Returns the trace id of a trace or span, or of the current one. */
  default @Nullable String traceId(@Nullable Object handle) {
    return null;
  }

  /** Returns the id of a span, or of the current one. */
  default @Nullable String spanId(@Nullable Object handle) {
    return null;
  }

  /** Adds a score to a trace or span of which only the ids are known. */
  default void score(
      String traceId, @Nullable String spanId, String name, double value, @Nullable String text) {}

  /** Lets a span, or the current context, follow a task. */
  default Runnable wrap(@Nullable Object handle, Runnable task) {
    return task;
  }

  /** Lets a span, or the current context, follow a task. */
  default <T extends @Nullable Object> Callable<T> wrap(@Nullable Object handle, Callable<T> task) {
    return task;
  }

  /** Lets a span, or the current context, follow a task. */
  default <T extends @Nullable Object> Supplier<T> wrap(@Nullable Object handle, Supplier<T> task) {
    return task;
  }

  /** Exports everything that has ended; returns whether that was done in time. */
  default boolean flush(Duration timeout) {
    return true;
  }

  /**
   * Adds code to the export. It is referenced weakly.
   *
   * @param kind {@code processor}, {@code sampler} or {@code exporter}
   * @param code see {@link RegisteredCode}
   */
  default void register(String kind, Function<Object, @Nullable Object> code) {}
}
