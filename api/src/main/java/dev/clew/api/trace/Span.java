// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work in progress.
 *
 * <p>Safe for use from several threads. The first call of {@link #end}, {@link #fail} or {@link
 * #cancel} wins and returns true; later calls of any method have no effect. No method throws or
 * blocks.
 */
public interface Span {
  /** Returns 32 hexadecimal digits. */
  String traceId();

  /** Returns 16 hexadecimal digits. */
  String spanId();

  /** Returns the type the span was started with. */
  SpanType type();

  /** Returns a short display name, such as {@code chat gpt-4o} or {@code TriageAgent.route}. */
  String name();

  /** Returns false once the span has ended, and for a span dropped because of a limit. */
  boolean isRecording();

  /**
   * Returns true once the trace has been over for so long that work handed to another thread or
   * deferred during it no longer counts as part of it.
   */
  default boolean hasTraceEnded() {
    return false;
  }

  /**
   * Adds a String, Boolean, Long or Double under a dotted key; ignored beyond the attribute limit.
   */
  void setAttribute(String key, Object value);

  /**
   * Adds an event with an optional detail such as an exception message; ignored beyond the event
   * limit.
   */
  void addEvent(String name, @Nullable String detail);

  /** Records that the first chunk of a streamed answer has arrived; later calls have no effect. */
  void recordFirstChunk();

  /** Assigns the trace to a session or conversation; the first value wins. */
  void setGroupId(String groupId);

  /**
   * Adds metadata to the trace, replacing an earlier value of the key; ignored beyond the limit.
   */
  default void setTraceMetadata(String key, String value) {}

  /**
   * Adds what a lower layer knows of the same work, such as the SDK beneath a framework. Where both
   * provide a value, the span's own payload takes precedence.
   */
  void enrich(Payload payload);

  /**
   * Returns a reference that suffices to start child and sibling spans but keeps none of this
   * span's content alive: for holders that live long or are reachable from the content.
   */
  default Span reference() {
    return this;
  }

  /** Calls {@link Context#release} on {@code context} once all spans of the trace have ended. */
  default void releaseContextAtEnd(Context context) {}

  /** Returns the remote parent of the span's trace, or null if the trace started in Clew. */
  default @Nullable RemoteParent remoteParent() {
    return null;
  }

  /** Ends the span as successful. */
  boolean end();

  /** Ends the span as failed. */
  boolean fail(SpanError error);

  /** Ends the span as cancelled by the caller. */
  boolean cancel();

  /** Ends the span as failed with {@code thrown}. */
  default boolean fail(Throwable thrown) {
    return fail(SpanError.of(thrown));
  }
}
