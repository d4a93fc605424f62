// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What else of a span has to be asked of the application's objects, as text.
 *
 * @param attributes Boolean, Long, Double and String values, no rule applied yet
 */
record SpanTexts(@Nullable ErrorText error, Map<String, Object> attributes) {
  /**
   * Returns {@code attributes} with values of other types as text.
   *
   * @param ask whether those may be asked for it; if not, they are left out
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
