// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.code;

import com.fasterxml.jackson.core.JsonFactory;
import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.json.SpanDataTree;
import dev.clew.exporter.render.EmptyData;
import dev.clew.exporter.render.TextRewriting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A span as a map of the JDK's types, which is how the manual API receives it whatever its version,
 * and the way back with the changes that a processor may make.
 */
final class SpanDescription {
  private static final JsonFactory JSON = new JsonFactory();

  private SpanDescription() {}

  static Map<String, Object> of(SpanRecord span) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("trace_id", span.traceId());
    map.put("span_id", span.spanId());
    putIfKnown(map, "parent_id", span.parentId());
    map.put("type", span.data().type().wireName());
    map.put("name", span.name());
    map.put("start", span.startEpochNanos());
    map.put("end", span.endEpochNanos());
    map.put("status", span.status().name().toLowerCase(Locale.ROOT));
    putIfKnown(map, "group_id", span.groupId());
    ErrorRecord error = span.error();
    if (error != null) {
      map.put("error_type", error.type());
      putIfKnown(map, "error_message", error.message());
    }
    map.put("attributes", Map.copyOf(span.attributes()));
    // Few processors look at the content, which is costly to describe.
    Supplier<Map<String, @Nullable Object>> data = () -> SpanDataTree.of(span.data(), JSON);
    map.put("data", data);
    return map;
  }

  private static void putIfKnown(Map<String, Object> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /** Returns {@code span} with the changes in {@code changed}. */
  static SpanRecord changed(SpanRecord span, Map<?, ?> changed) {
    SpanRecord named =
        changed.get("name") instanceof String name
            ? with(span, name, attributes(span, changed.get("attributes")))
            : span;
    SpanRecord shown =
        Boolean.TRUE.equals(changed.get("remove_content")) ? withoutContent(named) : named;
    return changed.get("change_texts") instanceof UnaryOperator<?> change
        ? TextRewriting.apply(shown, text -> String.valueOf(applied(change, text)))
        : shown;
  }

  @SuppressWarnings("unchecked") // the application's side declares it
  private static @Nullable Object applied(UnaryOperator<?> change, String text) {
    return ((UnaryOperator<@Nullable Object>) change).apply(text);
  }

  /** Other values would be a surprise to exporters. */
  private static Map<String, Object> attributes(SpanRecord span, @Nullable Object changed) {
    if (!(changed instanceof Map<?, ?> map)) {
      return span.attributes();
    }
    Map<String, Object> attributes = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (key instanceof String name && value != null) {
            attributes.put(name, scalar(value));
          }
        });
    return attributes;
  }

  private static Object scalar(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    return value instanceof Boolean || value instanceof Long || value instanceof Double
        ? value
        : String.valueOf(value);
  }

  private static SpanRecord with(SpanRecord span, String name, Map<String, Object> attributes) {
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        name,
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        span.status(),
        span.error(),
        span.groupId(),
        span.data(),
        attributes,
        span.events());
  }

  private static SpanRecord withoutContent(SpanRecord span) {
    ErrorRecord error = span.error();
    List<SpanEvent> none = List.of();
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        span.status(),
        error == null ? null : new ErrorRecord(error.type(), null, null),
        span.groupId(),
        EmptyData.of(span.data().type(), span.name()),
        Map.of(),
        none);
  }
}
