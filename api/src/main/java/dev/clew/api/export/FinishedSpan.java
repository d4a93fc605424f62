// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span that has ended, its content not rendered yet. Does not change any more. */
public interface FinishedSpan {
  String traceId();

  String spanId();

  /**
   * Returns the id of the span above, which may be one of another service or of OpenTelemetry, or
   * null for a root of the trace.
   */
  @Nullable String parentId();

  /** Returns the type the span was started as; its data may say another. */
  SpanType type();

  String name();

  /** Returns the start in nanoseconds since 1970. */
  long startEpochNanos();

  /** Returns the end in nanoseconds since 1970. */
  long endEpochNanos();

  /** Returns when the first piece of a streamed answer came, in nanoseconds since 1970, or null. */
  @Nullable Long firstChunkEpochNanos();

  SpanStatus status();

  @Nullable SpanError error();

  Map<String, Object> attributes();

  List<SpanEvent> events();

  /** Returns the session or conversation of the trace as known when the span ended, or null. */
  @Nullable String groupId();

  /** Returns what the span says, to be rendered once. */
  Payload payload();

  /**
   * Returns what lower layers add to it, the newest first: when a framework tries again, the last
   * attempt is the one that counts.
   */
  List<Payload> enrichments();

  /** Returns whether nothing of Clew's is above the span, so that its trace ended with it. */
  default boolean endsTrace() {
    return false;
  }

  /**
   * Returns the trace as it stood when this span ended, if the span {@linkplain #endsTrace() ends
   * it}; null otherwise. Not meant for the application's thread.
   */
  default @Nullable TraceRecord endedTrace() {
    return null;
  }

  /**
   * Returns roughly how many bytes the span itself keeps alive, without its payload and
   * enrichments. Cheap: called once, on the application's thread.
   */
  default long retainedBytes() {
    return 512;
  }

  /**
   * Lets go of payload and enrichments, which must not be asked for afterwards, so that they can be
   * collected while the span waits. Called at most once, by the sink, before anything is rendered.
   *
   * @return false if the span cannot; then a copy of it has to wait in its place
   */
  default boolean releaseContent() {
    return false;
  }
}
