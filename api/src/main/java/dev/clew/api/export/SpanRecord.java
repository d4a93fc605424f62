// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

import dev.clew.api.data.SpanData;
import dev.clew.api.trace.SpanStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finished span, rendered.
 *
 * @param parentId the id of the parent span, or null for the root of the trace
 * @param startEpochNanos nanoseconds since 1970
 * @param endEpochNanos nanoseconds since 1970, never before the start
 * @param firstChunkEpochNanos when the first chunk of a streamed answer arrived, in nanoseconds
 *     since 1970, or null
 * @param groupId session or conversation of the trace, if known when the span ended
 * @param attributes String, Boolean, Long and Double values
 */
public record SpanRecord(
    String traceId,
    String spanId,
    @Nullable String parentId,
    String name,
    long startEpochNanos,
    long endEpochNanos,
    @Nullable Long firstChunkEpochNanos,
    SpanStatus status,
    @Nullable ErrorRecord error,
    @Nullable String groupId,
    SpanData data,
    Map<String, Object> attributes,
    List<SpanEvent> events)
    implements ExportRecord {

  /** Returns the duration in nanoseconds. */
  public long durationNanos() {
    return endEpochNanos - startEpochNanos;
  }

  /** Returns the same record with one attribute more, or another value of it. */
  public SpanRecord withAttribute(String key, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(attributes);
    more.put(key, value);
    return new SpanRecord(
        traceId,
        spanId,
        parentId,
        name,
        startEpochNanos,
        endEpochNanos,
        firstChunkEpochNanos,
        status,
        error,
        groupId,
        data,
        more,
        events);
  }
}
