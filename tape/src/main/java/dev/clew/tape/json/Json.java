// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes trees of {@link Map}, {@link List}, {@link String}, {@link JsonNumber}, {@link
 * Boolean} and null. Depth and sizes are bounded: what is read may come from anybody.
 */
public final class Json {
  private static final int MAX_DEPTH = 256;
  private static final int MAX_STRING = 128 << 20;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(MAX_STRING)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private Json() {}

  /** Returns whether {@code text} starts like an object or array. */
  public static boolean seems(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        return c == '{' || c == '[';
      }
    }
    return false;
  }

  /** Returns the tree of an object or array, or null if {@code text} is neither. */
  public static @Nullable Object readContainer(String text) {
    if (!seems(text)) {
      return null;
    }
    try {
      return read(text);
    } catch (IOException notJson) {
      return null;
    }
  }

  /**
   * Returns the tree of {@code text}.
   *
   * @throws IOException if it is not one JSON value, or larger or deeper than is allowed
   */
  public static @Nullable Object read(String text) throws IOException {
    try (JsonParser parser = parser(text)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new IOException("there is something behind the JSON value");
      }
      return value;
    }
  }

  /** Returns a parser with the same bounds. */
  public static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  /** Returns the value at the current token; afterwards, the parser is at its last token. */
  public static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("the JSON value is missing");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  /** Returns {@code tree} as compact JSON. */
  public static String write(@Nullable Object tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  /** Appends {@code tree} as compact JSON. */
  public static void write(@Nullable Object tree, StringBuilder out) {
    if (tree instanceof Map<?, ?> fields) {
      char before = '{';
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        quote(String.valueOf(field.getKey()), out.append(before));
        write(field.getValue(), out.append(':'));
        before = ',';
      }
      out.append(before == '{' ? "{}" : "}");
    } else if (tree instanceof List<?> elements) {
      char before = '[';
      for (Object element : elements) {
        write(element, out.append(before));
        before = ',';
      }
      out.append(before == '[' ? "[]" : "]");
    } else if (tree instanceof String text) {
      quote(text, out);
    } else if (tree instanceof JsonNumber number) {
      out.append(number.text());
    } else {
      out.append(tree); // null, booleans, and numbers of Java
    }
  }

  /** Appends {@code text} as a JSON string. */
  public static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
