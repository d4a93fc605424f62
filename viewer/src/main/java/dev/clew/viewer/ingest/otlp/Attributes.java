// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of a span that are consumed as they are read: what a convention defines becomes part
 * of the record, the rest stays an attribute.
 */
final class Attributes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 32;

  private final Map<String, JsonNode> values = new LinkedHashMap<>();

  Attributes(List<KeyValue> attributes) {
    for (KeyValue attribute : attributes) {
      values.put(attribute.getKey(), node(attribute.getValue(), 0));
    }
  }

  private static JsonNode node(AnyValue value, int depth) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> NODES.textNode(value.getStringValue());
      case BOOL_VALUE -> NODES.booleanNode(value.getBoolValue());
      case INT_VALUE -> NODES.numberNode(value.getIntValue());
      case DOUBLE_VALUE -> NODES.numberNode(value.getDoubleValue());
      case BYTES_VALUE ->
          NODES.textNode(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      case ARRAY_VALUE -> {
        ArrayNode array = NODES.arrayNode();
        if (depth < DEEPEST) {
          value.getArrayValue().getValuesList().forEach(each -> array.add(node(each, depth + 1)));
        }
        yield array;
      }
      case KVLIST_VALUE -> {
        ObjectNode object = NODES.objectNode();
        if (depth < DEEPEST) {
          for (KeyValue each : value.getKvlistValue().getValuesList()) {
            object.set(each.getKey(), node(each.getValue(), depth + 1));
          }
        }
        yield object;
      }
      default -> NODES.nullNode();
    };
  }

  void add(String key, double value) {
    values.put(key, NODES.numberNode(value));
  }

  void add(String key, String value) {
    values.put(key, NODES.textNode(value));
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Does not consume the attribute. */
  @Nullable String peek(String key) {
    JsonNode value = values.get(key);
    return value == null || value.isContainerNode() || value.isNull() ? null : value.asText();
  }

  /** The text of the first key that is present; all keys are consumed. */
  @Nullable String text(String... keys) {
    return Json.textOrJson(first(keys));
  }

  /** The value of the first key that is present; a text that is JSON is parsed as JSON. */
  @Nullable JsonNode json(String... keys) {
    JsonNode value = first(keys);
    if (value == null || !value.isTextual()) {
      return value;
    }
    String text = value.textValue().strip();
    boolean looksLikeJson = text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
    JsonNode parsed = looksLikeJson ? Json.readOrNull(text) : null;
    return parsed == null ? value : parsed;
  }

  /** The number of the first key that has one, or -1. */
  long number(String... keys) {
    JsonNode value = first(keys);
    if (value == null || value.isContainerNode()) {
      return -1;
    }
    return value.isNumber() ? value.longValue() : value.asLong(-1);
  }

  double decimal(String... keys) {
    JsonNode value = first(keys);
    return value == null ? Double.NaN : value.asDouble(Double.NaN);
  }

  private @Nullable JsonNode first(String... keys) {
    JsonNode found = null;
    for (String key : keys) {
      JsonNode value = values.remove(key);
      if (found == null && value != null && !value.isNull()) {
        found = value;
      }
    }
    return found;
  }

  /** Texts of an array, or a single text. */
  List<String> texts(String key) {
    JsonNode value = json(key);
    List<String> texts = new ArrayList<>();
    if (value != null && value.isArray()) {
      value.forEach(each -> texts.add(each.asText()));
    } else if (value != null && value.isValueNode()) {
      texts.add(value.asText());
    }
    return texts;
  }

  /** All keys with a prefix, without the prefix; they are consumed. */
  Map<String, JsonNode> under(String prefix) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    values
        .entrySet()
        .removeIf(
            entry -> {
              boolean match = entry.getKey().startsWith(prefix);
              if (match) {
                found.put(entry.getKey().substring(prefix.length()), entry.getValue());
              }
              return match;
            });
    return found;
  }

  /**
   * Converts what was flattened under a prefix to a tree: {@code 0.message.role} is the role of the
   * first entry, as in OpenInference.
   */
  @Nullable JsonNode tree(String prefix) {
    Map<String, JsonNode> flat = under(prefix + ".");
    if (flat.isEmpty()) {
      return null;
    }
    ObjectNode root = NODES.objectNode();
    flat.forEach(
        (key, value) -> {
          ObjectNode at = root;
          String[] path = key.split("\\.");
          for (int i = 0; i < path.length - 1 && i < DEEPEST; i++) {
            at = at.get(path[i]) instanceof ObjectNode known ? known : at.putObject(path[i]);
          }
          at.set(path[path.length - 1], value);
        });
    return arrays(root);
  }

  /** Objects whose keys are all numbers become arrays. */
  private static JsonNode arrays(JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    Map<String, JsonNode> children = new LinkedHashMap<>();
    object.properties().forEach(entry -> children.put(entry.getKey(), arrays(entry.getValue())));
    boolean numbers =
        !children.isEmpty() && children.keySet().stream().allMatch(key -> key.matches("\\d{1,5}"));
    if (numbers) {
      ArrayNode array = NODES.arrayNode();
      children.entrySet().stream()
          .sorted(
              (a, b) -> Integer.compare(Integer.parseInt(a.getKey()), Integer.parseInt(b.getKey())))
          .forEach(entry -> array.add(entry.getValue()));
      return array;
    }
    ObjectNode result = NODES.objectNode();
    children.forEach(result::set);
    return result;
  }

  /**
   * The attributes that were not consumed, in the format of the trace file: texts, numbers and
   * flags.
   */
  void writeRest(ObjectNode into) {
    values.forEach(
        (key, value) -> {
          if (value.isContainerNode()) {
            into.put(key, value.toString());
          } else if (!value.isNull()) {
            into.set(key, value);
          }
        });
  }
}
