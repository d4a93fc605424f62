// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span that has ended but is not rendered yet. It no longer changes. */
public interface FinishedSpan {
  String traceId();

  String spanId();

  /**
   * Returns the id of the parent span, which may belong to another service or to OpenTelemetry, or
   * null for the root of the trace.
   */
  @Nullable String parentId();

  /** Returns the type the span was started with; its data may have another. */
  SpanType type();

  String name();

  /** Returns the start in nanoseconds since 1970. */
  long startEpochNanos();

  /** Returns the end in nanoseconds since 1970. */
  long endEpochNanos();

  /**
   * Returns when the first chunk of a streamed answer arrived, in nanoseconds since 1970, or null.
   */
  @Nullable Long firstChunkEpochNanos();

  SpanStatus status();

  @Nullable SpanError error();

  Map<String, Object> attributes();

  List<SpanEvent> events();

  /** Returns the session or conversation of the trace, if known when the span ended, or null. */
  @Nullable String groupId();

  /** Returns the content of the span; rendered once. */
  Payload payload();

  /**
   * Returns what lower layers added to the span, newest first: when a framework retries, the last
   * attempt is the one that counts.
   */
  List<Payload> enrichments();

  /** Returns whether the trace ended with this span because no other Clew span is above it. */
  default boolean endsTrace() {
    return false;
  }

  /**
   * Returns the record of the trace as of the end of this span, if the span {@linkplain
   * #endsTrace() ends it}; null otherwise. Must not be called on an application thread.
   */
  default @Nullable TraceRecord traceRecord() {
    return null;
  }

  /**
   * Returns roughly how many bytes the span itself keeps alive, excluding payload and enrichments.
   * Called once, on the application's thread, so it must be cheap.
   */
  default long retainedBytes() {
    return 512;
  }

  /**
   * Drops the references to payload and enrichments so that they can be collected while the span
   * waits; they must not be read afterwards. Called at most once, by the sink, before anything is
   * rendered.
   *
   * @return false if this span cannot do that; then a copy of it waits in its place
   */
  default boolean releaseContent() {
    return false;
  }
}
