// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import dev.clew.api.hook.LibraryClasses;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees of maps, lists, strings, numbers and booleans as JSON. Other objects, such as the
 * application's own collections, are written as their toString.
 */
public final class JsonWriter {
  private static final int MAX_DEPTH = 64;

  private final StringBuilder json = new StringBuilder();

  private JsonWriter() {}

  /** Returns {@code tree} as JSON; other objects in it are written as strings. */
  public static String write(@Nullable Object tree) {
    JsonWriter writer = new JsonWriter();
    writer.append(tree, 0);
    return writer.json.toString();
  }

  /** Returns tool arguments: a string is returned as is, a tree becomes JSON. */
  public static @Nullable String textOrJson(@Nullable Object arguments) {
    return arguments == null || arguments instanceof String ? (String) arguments : write(arguments);
  }

  private void append(@Nullable Object value, int depth) {
    if (value == null || depth > MAX_DEPTH) {
      json.append("null");
    } else if (value instanceof Map<?, ?> map && LibraryClasses.isOfJdk(map)) {
      appendAll('{', map.entrySet(), '}', depth);
    } else if (value instanceof Map.Entry<?, ?> entry && LibraryClasses.isOfJdk(entry)) {
      quote(String.valueOf(entry.getKey()));
      json.append(':');
      append(entry.getValue(), depth);
    } else if (value instanceof Collection<?> list && LibraryClasses.isOfJdk(list)) {
      appendAll('[', list, ']', depth);
    } else if (value instanceof Boolean || (value instanceof Number number && isFinite(number))) {
      json.append(value);
    } else {
      quote(String.valueOf(value));
    }
  }

  private void appendAll(char open, Iterable<?> values, char close, int depth) {
    json.append(open);
    boolean first = true;
    for (Object each : values) {
      if (!first) {
        json.append(',');
      }
      first = false;
      append(each, depth + 1);
    }
    json.append(close);
  }

  private static boolean isFinite(Number number) {
    return LibraryClasses.isOfJdk(number) && Double.isFinite(number.doubleValue());
  }

  private void quote(String value) {
    json.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
