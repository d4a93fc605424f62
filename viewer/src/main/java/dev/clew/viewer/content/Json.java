// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The only mapper, and shortcuts for reading a tree in which anything may be missing. */
public final class Json {

  /** The longest record in characters; the agent's own limit for one span's content is 4 Mi. */
  public static final int MAX_RECORD = 64 << 20;

  /** A large trace has 60,000 decimals, which the JDK parses slowly before version 19. */
  public static final JsonFactory FAST_NUMBERS =
      JsonFactory.builder()
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .build();

  public static final ObjectMapper MAPPER =
      JsonMapper.builder(
              FAST_NUMBERS
                  .rebuild()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(MAX_RECORD)
                          .maxNestingDepth(1000)
                          .build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private Json() {}

  public static JsonNode read(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree of a text that need not be JSON. */
  public static @Nullable JsonNode readOrNull(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return null;
    }
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] writeBytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one value. */
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes as bytes, without a tree in between. */
  public static byte[] bytes(Body body) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(16 << 10);
        JsonGenerator json = MAPPER.getFactory().createGenerator(bytes)) {
      body.write(json);
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The written object as a tree. */
  public static ObjectNode tree(Body body) {
    try (TokenBuffer tokens = new TokenBuffer(MAPPER, false)) {
      body.write(tokens);
      return MAPPER.readTree(tokens.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text; a number or flag as text; null for anything else. */
  public static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
  }

  /** A text unchanged, anything else as JSON, null for null. */
  public static @Nullable String textOrJson(@Nullable JsonNode node) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return null;
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }

  /** An integer that may be written as a text; the fallback for anything else. */
  public static long number(JsonNode node, String field, long fallback) {
    JsonNode value = node.get(field);
    if (value == null) {
      return fallback;
    }
    if (value.isNumber()) {
      return value.longValue();
    }
    if (value.isTextual()) {
      try {
        return Long.parseLong(value.textValue());
      } catch (NumberFormatException e) {
        return fallback;
      }
    }
    return fallback;
  }

  public static double decimal(JsonNode node, String field, double fallback) {
    JsonNode value = node.get(field);
    return value == null || !value.isValueNode() ? fallback : value.asDouble(fallback);
  }

  public static JsonNode child(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null ? MissingNode.getInstance() : value;
  }
}
