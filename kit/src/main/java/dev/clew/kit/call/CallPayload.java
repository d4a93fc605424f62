// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/**
 * The content of a call's span, collected by reference on the application's threads.
 *
 * <p>{@link #chunk} may run on one thread while another ends the call and the export thread renders
 * it: implementations use whatever has arrived by then.
 */
public interface CallPayload extends Payload {
  /** Records the answer as the library returns it. */
  void result(Object answer);

  /** Records the next chunk of a streamed answer. */
  default void chunk(Object chunk) {}

  /** Records the exception of the call or its stream. */
  default void failure(Throwable thrown) {}

  /** Records how many bytes of an unparsed answer have been read so far. */
  default void bytesRead(long total) {}

  /** Returns whether the answer was requested as a stream. */
  default boolean isStreamed() {
    return false;
  }

  /** Returns whether a streamed answer is complete, judging by its chunks. */
  default boolean isComplete() {
    return false;
  }

  /** Returns the error reported by the answer itself, or null. */
  default @Nullable SpanError error() {
    return null;
  }

  /** Returns whether the answer reports that the request was cancelled. */
  default boolean isCancelled() {
    return false;
  }

  /** Returns whether the call may continue on other threads after the method has returned. */
  default boolean isAsync() {
    return true;
  }

  /**
   * Returns whether the answer may request tools, so that {@link #followUp} has something to do.
   */
  default boolean mayRequestTools() {
    return true;
  }

  /**
   * Follows up on a complete answer; not called under a framework's span.
   *
   * @param caller the caller's context; outside any trace, its continuation is a sibling of the
   *     call's span
   * @see TraceContinuation
   */
  default void followUp(Context caller) {}

  /** Called once, when the call is over but before its span ends, for spans below it. */
  default void ended(Outcome outcome) {}

  /**
   * Called if the call ended before its answer was complete: closed, abandoned or cancelled.
   *
   * @param reason the value of {@code clew.end_reason}
   */
  default void stopped(String reason, Context caller) {}

  /**
   * Returns the name of the event by which the framework's span above shows that the call failed.
   */
  default String failureEvent() {
    return "call failed";
  }

  /**
   * Returns the content of the call's span, for a payload that may live longer than the span and
   * what it keeps.
   */
  default Payload content() {
    return this;
  }

  /** Returns the payload that enriches the framework's span above. */
  default Payload enrichment() {
    return this;
  }
}
