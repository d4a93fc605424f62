// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.span;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.EmptyData;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a span without its payload, so that the objects that the payload held can be collected.
 */
public record ContentlessSpan(
    String traceId,
    String spanId,
    @Nullable String parentId,
    SpanType type,
    String name,
    long startEpochNanos,
    long endEpochNanos,
    @Nullable Long firstChunkEpochNanos,
    SpanStatus status,
    @Nullable SpanError error,
    Map<String, Object> attributes,
    List<SpanEvent> events,
    @Nullable String groupId,
    @Nullable TraceRecord traceRecord)
    implements FinishedSpan {

  /** Copies everything else. */
  public static ContentlessSpan of(FinishedSpan span) {
    return new ContentlessSpan(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.type(),
        span.name(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        span.status(),
        span.error(),
        span.attributes(),
        span.events(),
        span.groupId(),
        span.traceRecord());
  }

  @Override
  public boolean endsTrace() {
    return traceRecord != null;
  }

  @Override
  public Payload payload() {
    return () -> EmptyData.of(type, name);
  }

  @Override
  public List<Payload> enrichments() {
    return List.of();
  }
}
