// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The other texts of a span that have to be read from application objects.
 *
 * @param attributes Boolean, Long, Double and String values, before any rule
 */
record SpanTexts(@Nullable ErrorText error, Map<String, Object> attributes) {
  /**
   * Returns {@code attributes} with values of other types as text.
   *
   * @param ask whether toString may be called on those; if not, they are omitted
   */
  static Map<String, Object> attributes(
      Map<String, Object> attributes, boolean ask, ForeignCalls calls) {
    Map<String, Object> texts = new LinkedHashMap<>();
    attributes.forEach(
        (key, value) -> {
          if (isPlain(value)) {
            texts.put(key, value);
          } else if (ask && calls.mayCall(value)) {
            Object before = calls.enter(value);
            texts.put(key, String.valueOf(value));
            calls.leave(before);
          }
        });
    return texts;
  }

  private static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Double;
  }
}
