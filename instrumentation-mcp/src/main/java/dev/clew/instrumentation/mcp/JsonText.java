// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.LibraryClasses;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes arguments of tools, which are made of maps, lists, texts, numbers and truth values. What
 * the application has written itself is what it says of itself.
 */
final class JsonText {
  private static final int MAX_DEPTH = 64;

  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  static String of(Map<String, ?> object) {
    JsonText json = new JsonText();
    json.append(object, 0);
    return json.text.toString();
  }

  private void append(@Nullable Object value, int depth) {
    if (value == null || depth > MAX_DEPTH) {
      text.append("null");
    } else if (value instanceof Map<?, ?> map && LibraryClasses.isOfJdk(map)) {
      appendAll('{', map.entrySet(), '}', depth);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      quote(String.valueOf(entry.getKey()));
      text.append(':');
      append(entry.getValue(), depth);
    } else if (value instanceof Collection<?> list && LibraryClasses.isOfJdk(list)) {
      appendAll('[', list, ']', depth);
    } else if (value instanceof Boolean || (value instanceof Number number && isFinite(number))) {
      text.append(value);
    } else {
      quote(String.valueOf(value));
    }
  }

  private void appendAll(char open, Iterable<?> values, char close, int depth) {
    text.append(open);
    boolean first = true;
    for (Object each : values) {
      if (!first) {
        text.append(',');
      }
      first = false;
      append(each, depth + 1);
    }
    text.append(close);
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue());
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
