// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/**
 * What a call says, collected on the application's threads by reference.
 *
 * <p>{@link #chunk} may run on one thread while another ends the call and the export thread renders
 * it: implementations hold whatever has come by then.
 */
public interface CallPayload extends Payload {
  /** Takes the answer, as the library hands it out. */
  void result(Object answer);

  /** Takes the next piece of a streamed answer. */
  default void chunk(Object chunk) {}

  /** Takes what the call or its stream failed with. */
  default void failure(Throwable thrown) {}

  /** Takes how many bytes of an answer that is not parsed have been read so far. */
  default void bytesRead(long total) {}

  /** Returns whether the answer was requested as a stream. */
  default boolean isStreamed() {
    return false;
  }

  /** Returns whether a streamed answer came to its own end, as far as its pieces say so. */
  default boolean isComplete() {
    return false;
  }

  /** Returns the error that the answer itself reports, or null. */
  default @Nullable SpanError error() {
    return null;
  }

  /** Returns whether the answer says that somebody cancelled it. */
  default boolean isCancelled() {
    return false;
  }

  /** Returns whether the call may go on, on other threads, after the called method has returned. */
  default boolean isAsync() {
    return true;
  }

  /**
   * Returns whether the answer may ask for tools, so that {@link #answered} has something to do.
   */
  default boolean asksForTools() {
    return true;
  }

  /**
   * Follows up on a complete answer; not called under a framework's span.
   *
   * @param caller the context that the call was made in; outside any trace, it leads on beside the
   *     call's span
   * @see TraceContinuation
   */
  default void answered(Context caller) {}

  /**
   * The call ended before its answer did: closed, abandoned or cancelled.
   *
   * @param reason as {@code clew.end_reason} has it
   */
  default void stopped(String reason, Context caller) {}

  /** Returns the event that tells the span of the framework above that the call failed. */
  default String failureEvent() {
    return "call failed";
  }

  /** Returns what the call tells the span of the framework that it is made under. */
  default Payload enrichment() {
    return this;
  }
}
