// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import dev.clew.api.trace.SpanStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace whose root span has ended; more of its spans may still follow.
 *
 * @param name the name of its root span
 * @param groupId session or conversation
 * @param startEpochNanos nanoseconds since 1970
 * @param endEpochNanos nanoseconds since 1970
 * @param status the status of the root span
 * @param spans how many spans were started and kept, the root included
 * @param droppedSpans how many were dropped because the trace was full
 * @param attributes String, Boolean, Long and Double values, such as the cost of its calls so far
 */
public record TraceRecord(
    String traceId,
    String name,
    @Nullable String groupId,
    long startEpochNanos,
    long endEpochNanos,
    SpanStatus status,
    int spans,
    int droppedSpans,
    Map<String, String> metadata,
    Map<String, Object> attributes)
    implements ExportRecord {

  /** Creates a record without attributes. */
  public TraceRecord(
      String traceId,
      String name,
      @Nullable String groupId,
      long startEpochNanos,
      long endEpochNanos,
      SpanStatus status,
      int spans,
      int droppedSpans,
      Map<String, String> metadata) {
    this(
        traceId,
        name,
        groupId,
        startEpochNanos,
        endEpochNanos,
        status,
        spans,
        droppedSpans,
        metadata,
        Map.of());
  }
}
