// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.span.ContentlessSpan;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Creates records of open spans without calling any application object: a payload is rendered once,
 * at the end, and its contents are still changing.
 */
final class OpenSpanRenderer {
  private final SpanRenderer renderer;

  /**
   * @param renderer applies the receiver's content policy, without costs
   */
  OpenSpanRenderer(SpanRenderer renderer) {
    this.renderer = renderer;
  }

  SpanRecord render(FinishedSpan span) {
    return renderer.render(
        new ContentlessSpan(
            span.traceId(),
            span.spanId(),
            span.parentId(),
            span.type(),
            span.name(),
            span.startEpochNanos(),
            span.startEpochNanos(),
            span.firstChunkEpochNanos(),
            SpanStatus.OK,
            null,
            plain(span.attributes()),
            span.events(),
            span.groupId(),
            null));
  }

  private static Map<String, Object> plain(Map<String, Object> attributes) {
    Map<String, Object> plain = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          if (value instanceof String || value instanceof Boolean || isJdkNumber(value)) {
            plain.put(key, value);
          }
        });
    return plain;
  }

  private static boolean isJdkNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Integer;
  }
}
