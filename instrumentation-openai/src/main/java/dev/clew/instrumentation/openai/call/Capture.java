// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.Headers;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import org.jspecify.annotations.Nullable;

/**
 * What a call says, gathered on the application's threads by reference.
 *
 * <p>One per surface of the API. {@link #chunk} may run on one thread while another ends the call
 * and the export thread renders it: implementations hold what has come until then.
 */
public interface Capture extends Payload {
  /** Takes the headers of the response. */
  void headers(Headers headers);

  /** Takes the parsed answer. */
  void result(Object parsed);

  /** Takes the next piece of a streamed answer. */
  void chunk(Object chunk);

  /** Takes what the call or its stream failed with. */
  void failure(Throwable thrown);

  /** Takes how many bytes of an answer that is no JSON have been read so far. */
  default void bytesRead(long total) {}

  /** Tells whether the answer was asked for as a stream. */
  boolean isStreamed();

  /** Tells whether a streamed answer came to its own end, as far as its pieces say so. */
  boolean isComplete();

  /** Returns what the answer itself says has gone wrong, or null. */
  default @Nullable SpanError error() {
    return null;
  }

  /** Tells whether the answer says that somebody cancelled it. */
  default boolean isCancelled() {
    return false;
  }

  /** Tells whether the call may go on, on other threads, after the method called has returned. */
  default boolean isAsync() {
    return true;
  }

  /** Tells whether there may be something to follow up in an answer that came whole. */
  default boolean asksForTools() {
    return true;
  }

  /**
   * Follows up on an answer that came whole; not called under a framework.
   *
   * @param caller the context that the call was made in; if that is outside any trace, with the
   *     call's span as {@link ModelCall#SPAN}
   */
  default void answered(Context caller) {}

  /** Returns what the call tells the generation span of a framework. */
  default Payload enrichment() {
    return this;
  }
}
