// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.semconv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.clew.exporter.json.JsonTreeWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes that hold JSON as text, which is what back ends read although OTLP could nest values.
 */
final class JsonAttribute {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  /** Writes one value. */
  @FunctionalInterface
  interface Content {
    void writeTo(JsonTreeWriter json) throws IOException;
  }

  private JsonAttribute() {}

  static String of(Content content) {
    // Encoded and decoded again is still a third cheaper than what Jackson does with a Writer.
    ByteArrayOutputStream text = new ByteArrayOutputStream(512);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      content.writeTo(new JsonTreeWriter(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Returns {@code tree} as JSON, or null if it is empty. */
  static @Nullable String ofTree(@Nullable Object tree) {
    boolean nothing =
        tree == null
            || (tree instanceof Map<?, ?> map && map.isEmpty())
            || (tree instanceof Collection<?> values && values.isEmpty());
    return nothing ? null : of(json -> json.value(tree));
  }

  /** Returns a text unchanged, and any other tree as JSON. */
  static @Nullable String textOrJson(@Nullable Object value) {
    return value instanceof String text ? text : ofTree(value);
  }

  /** Returns whether {@code text} is exactly one JSON object: models may return anything. */
  static boolean isObject(String text) {
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
}
