// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.span;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.EmptyData;
import dev.clew.exporter.render.SpanRenderer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy of a span that holds no payload, so that what the payload held can be collected. */
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
    Map<String, Object> plainAttributes,
    List<SpanEvent> events,
    @Nullable String groupId,
    String reason)
    implements FinishedSpan {

  /** Copies everything else, and {@code reason} into the attributes. */
  public static ContentlessSpan of(FinishedSpan span, String reason) {
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
        reason);
  }

  @Override
  public Map<String, Object> attributes() {
    Map<String, Object> marked = new HashMap<>(plainAttributes);
    marked.put(SpanRenderer.CONTENT_DROPPED, reason);
    return marked;
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
