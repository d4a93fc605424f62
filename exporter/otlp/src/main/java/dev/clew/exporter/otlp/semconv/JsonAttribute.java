// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes that hold JSON as text, which is what back ends read where OTLP could nest values. */
final class JsonAttribute {
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Writes one value. */
  @FunctionalInterface
  interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private JsonAttribute() {}

  static String of(Content content) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Returns {@code tree} as JSON, or null if there is nothing in it. */
  static @Nullable String ofTree(@Nullable Object tree) {
    boolean nothing =
        tree == null
            || (tree instanceof Map<?, ?> map && map.isEmpty())
            || (tree instanceof Collection<?> values && values.isEmpty());
    return nothing ? null : of(json -> write(json, tree));
  }

  /** Returns a text as it is, and any other tree as JSON. */
  static @Nullable String textOrJson(@Nullable Object value) {
    return value instanceof String text ? text : ofTree(value);
  }

  /** Writes a tree of Map, Collection, String, Number, Boolean and null; the rest as text. */
  static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Collection<?> values) {
      json.writeStartArray();
      for (Object each : values) {
        write(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Double || value instanceof Float) {
      writeDecimal(json, ((Number) value).doubleValue(), value.toString());
    } else if (value instanceof Long || value instanceof Integer) {
      writeInteger(json, ((Number) value).longValue());
    } else {
      json.writeString(value.toString()); // big numbers too: no reader would keep all their digits
    }
  }

  /** Writes the arguments of a tool: as what they are if they are JSON, else as text. */
  static void writeArguments(JsonGenerator json, String arguments) throws IOException {
    if (isObject(arguments)) {
      json.writeRawValue(arguments);
    } else {
      json.writeString(arguments);
    }
  }

  static void writeStrings(JsonGenerator json, List<String> values) throws IOException {
    json.writeStartArray();
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  static void fieldIfKnown(JsonGenerator json, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      write(json, value);
    }
  }

  /**
   * Returns whether {@code text} is one JSON object and nothing else: models write what they like.
   */
  private static boolean isObject(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException notJson) {
      return false;
    }
  }

  private static void writeDecimal(JsonGenerator json, double value, String text)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(text); // the digits of a float, not those of the double it becomes
    } else {
      json.writeString(text);
    }
  }

  private static void writeInteger(JsonGenerator json, long value) throws IOException {
    if (value > MAX_SAFE_INTEGER || value < -MAX_SAFE_INTEGER) {
      json.writeString(Long.toString(value));
    } else {
      json.writeNumber(value);
    }
  }
}
