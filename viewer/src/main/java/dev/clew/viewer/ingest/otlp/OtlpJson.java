// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.clew.viewer.content.Json;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's JSON, which is protobuf's with two differences: ids are hexadecimal, and enums are numbers
 * (names are accepted too). Unknown fields are ignored.
 */
public final class OtlpJson {

  private static final int DEEPEST = 100;

  private OtlpJson() {}

  /**
   * Fills a message from JSON.
   *
   * @throws IllegalArgumentException if a value does not have the field's type
   */
  public static void merge(JsonNode json, Message.Builder into) {
    merge(json, into, 0);
  }

  private static void merge(JsonNode json, Message.Builder into, int depth) {
    if (!json.isObject()) {
      throw new IllegalArgumentException(
          into.getDescriptorForType().getName() + " is not a JSON object");
    }
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested deeper than " + DEEPEST);
    }
    for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
      JsonNode value = json.get(field.getJsonName());
      if (value == null) {
        value = json.get(field.getName());
      }
      if (value == null || value.isNull()) {
        continue;
      }
      if (field.isRepeated()) {
        for (JsonNode each : value) {
          into.addRepeatedField(field, value(field, each, into, depth));
        }
      } else {
        into.setField(field, value(field, value, into, depth));
      }
    }
  }

  private static Object value(
      FieldDescriptor field, JsonNode json, Message.Builder parent, int depth) {
    return switch (field.getJavaType()) {
      case MESSAGE -> {
        Message.Builder child = parent.newBuilderForField(field);
        merge(json, child, depth + 1);
        yield child.build();
      }
      case STRING -> json.asText();
      case BOOLEAN -> json.asBoolean();
      case INT -> (int) number(field, json);
      case LONG -> number(field, json);
      case FLOAT -> (float) json.asDouble();
      case DOUBLE -> json.asDouble();
      case BYTE_STRING -> bytes(field, json);
      case ENUM -> enumValue(field, json);
    };
  }

  private static long number(FieldDescriptor field, JsonNode json) {
    if (json.isNumber()) {
      return json.longValue();
    }
    try {
      // Unsigned, like the times; the second alternative parses a minus sign.
      String text = json.asText();
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(field.getName() + " is not a number", e);
    }
  }

  private static ByteString bytes(FieldDescriptor field, JsonNode json) {
    try {
      return ByteString.copyFrom(
          isId(field)
              ? HexFormat.of().parseHex(json.asText().toLowerCase(Locale.ROOT))
              : Base64.getDecoder().decode(json.asText()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(field.getName() + " is not an id or Base64", e);
    }
  }

  private static EnumValueDescriptor enumValue(FieldDescriptor field, JsonNode json) {
    EnumValueDescriptor named =
        json.isTextual() ? field.getEnumType().findValueByName(json.textValue()) : null;
    return named != null
        ? named
        : field.getEnumType().findValueByNumberCreatingIfUnknown(json.asInt());
  }

  private static boolean isId(FieldDescriptor field) {
    String name = field.getName();
    return name.equals("trace_id") || name.equals("span_id") || name.equals("parent_span_id");
  }

  /** A message as JSON. */
  public static ObjectNode write(Message message) {
    ObjectNode object = Json.MAPPER.createObjectNode();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.isRepeated()) {
        ArrayNode array = object.putArray(field.getJsonName());
        ((List<?>) entry.getValue()).forEach(each -> array.add(node(field, each)));
      } else {
        object.set(field.getJsonName(), node(field, entry.getValue()));
      }
    }
    return object;
  }

  private static @Nullable JsonNode node(FieldDescriptor field, Object value) {
    var nodes = Json.MAPPER.getNodeFactory();
    return switch (field.getJavaType()) {
      case MESSAGE -> write((Message) value);
      case STRING -> nodes.textNode((String) value);
      case BOOLEAN -> nodes.booleanNode((Boolean) value);
      case INT -> nodes.numberNode((Integer) value);
      case LONG ->
          nodes.textNode(
              field.getType() == FieldDescriptor.Type.FIXED64
                      || field.getType() == FieldDescriptor.Type.UINT64
                  ? Long.toUnsignedString((Long) value)
                  : Long.toString((Long) value));
      case FLOAT -> nodes.numberNode((Float) value);
      case DOUBLE -> nodes.numberNode((Double) value);
      case ENUM -> nodes.numberNode(((EnumValueDescriptor) value).getNumber());
      case BYTE_STRING -> {
        byte[] bytes = ((ByteString) value).toByteArray();
        yield nodes.textNode(
            isId(field)
                ? HexFormat.of().formatHex(bytes)
                : Base64.getEncoder().encodeToString(bytes));
      }
    };
  }
}
