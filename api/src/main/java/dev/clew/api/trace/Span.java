// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

import org.jspecify.annotations.Nullable;

/**
 * A piece of work in progress.
 *
 * <p>Safe for use from several threads. The first of {@link #end}, {@link #fail} and {@link
 * #cancel} wins and returns true; everything after it has no effect. No method throws or blocks.
 */
public interface Span {
  /** Returns 32 hexadecimal digits. */
  String traceId();

  /** Returns 16 hexadecimal digits. */
  String spanId();

  /** Returns the type the span was started with. */
  SpanType type();

  /** Returns a short name for people, such as {@code chat gpt-4o} or {@code TriageAgent.route}. */
  String name();

  /** Returns false once the span has ended, and for a span that is not kept because of a limit. */
  boolean isRecording();

  /**
   * Returns true once the trace has been over for so long that work which was handed on in it, to
   * another thread or for later, no longer counts as a part of it.
   */
  default boolean isTraceOver() {
    return false;
  }

  /** Adds a String, Boolean, Long or Double under a dotted key; ignored beyond the limit. */
  void attribute(String key, Object value);

  /** Adds a moment worth seeing, with a detail such as an exception message; bounded. */
  void event(String name, @Nullable String detail);

  /** Notes that the first piece of a streamed answer has arrived; later calls have no effect. */
  void firstChunk();

  /** Groups the trace with others of a session or conversation; the first one given stays. */
  void groupId(String groupId);

  /**
   * Adds what a lower layer knows of the same work, such as the SDK under a framework. Where both
   * say something, the span's own payload is believed.
   */
  void enrich(Payload payload);

  /**
   * Returns what a {@link Tracer} needs to start others below and beside the span, for whoever has
   * to remember it for long or by an object that it speaks of: it keeps nothing of what the span
   * says alive.
   */
  default Span withoutContent() {
    return this;
  }

  /** Releases {@code context} once no span of the trace is open any more; see there. */
  default void releaseAtEnd(Context context) {}

  /** Returns what the trace of the span was begun under, or null if it began with Clew. */
  default @Nullable RemoteParent joined() {
    return null;
  }

  /** Ends the span as successful. */
  boolean end();

  /** Ends the span as failed. */
  boolean fail(SpanError error);

  /** Ends the span as cancelled by the caller. */
  boolean cancel();

  /** Ends the span as failed by what was thrown. */
  default boolean fail(Throwable thrown) {
    return fail(SpanError.of(thrown));
  }
}
