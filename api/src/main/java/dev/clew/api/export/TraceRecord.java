// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import dev.clew.api.trace.SpanStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace whose root span has ended; spans of it may still follow.
 *
 * @param name the name of its root span
 * @param groupId session or conversation
 * @param startEpochNanos nanoseconds since 1970
 * @param endEpochNanos nanoseconds since 1970
 * @param status how the root span came out
 * @param spans how many spans were started and kept, the root included
 * @param droppedSpans how many were not kept because the trace was full
 * @param attributes String, Boolean, Long and Double values, such as what its calls cost so far
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

  /** Makes a record without attributes. */
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
