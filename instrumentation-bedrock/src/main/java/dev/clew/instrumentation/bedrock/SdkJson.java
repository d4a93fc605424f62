// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Converts requests and answers to trees with the names of the wire format, and parses bodies. For
 * the export thread only.
 *
 * <p>Every type of the SDK describes its fields, so this reads versions and services alike. Bytes
 * stay arrays of bytes.
 */
final class SdkJson {
  private static final int MAX_DEPTH = 64;

  private SdkJson() {}

  /** Returns the tree of an object of the SDK; empty for null and for anything else. */
  static JsonTree read(@Nullable Object pojo) {
    return JsonTree.of(tree(pojo));
  }

  /** Returns a value of the SDK's types as a tree. */
  static @Nullable Object tree(@Nullable Object value) {
    return tree(value, 0);
  }

  private static @Nullable Object tree(@Nullable Object value, int depth) {
    if (value == null || depth > MAX_DEPTH) {
      return null;
    } else if (value instanceof SdkPojo pojo) {
      return Sdk.own(pojo) == null ? null : fields(pojo, depth);
    } else if (value instanceof Document document) {
      return Sdk.own(document) == null ? null : content(document, depth);
    } else if (value instanceof SdkBytes bytes) {
      return bytes.asByteArrayUnsafe();
    } else if (value instanceof Map<?, ?> map) {
      return Values.isOfJdk(map) ? entries(map, depth) : null;
    } else if (value instanceof Collection<?> list) {
      return Values.isOfJdk(list) ? elements(list, depth) : null;
    }
    return Values.tree(value);
  }

  private static Map<String, @Nullable Object> fields(SdkPojo pojo, int depth) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = tree(field.getValueOrDefault(pojo), depth + 1);
      if (value != null) {
        fields.put(field.locationName(), value);
      }
    }
    return fields;
  }

  private static @Nullable Object content(Document document, int depth) {
    if (document.isMap()) {
      return tree(document.asMap(), depth);
    } else if (document.isList()) {
      return tree(document.asList(), depth);
    } else if (document.isNumber()) {
      return number(document.asNumber().stringValue());
    } else if (document.isBoolean()) {
      return document.asBoolean();
    }
    return document.isString() ? document.asString() : null;
  }

  private static Map<String, @Nullable Object> entries(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(key), tree(value, depth + 1)));
    return entries;
  }

  private static List<@Nullable Object> elements(Collection<?> list, int depth) {
    List<@Nullable Object> elements = new ArrayList<>();
    list.forEach(each -> elements.add(tree(each, depth + 1)));
    return elements;
  }

  /** Parses a body; empty if it is not a JSON object. */
  static JsonTree parse(byte[] body) {
    try {
      return JsonTree.of(tree(JsonNode.parser().parse(body)));
    } catch (RuntimeException notJson) {
      return JsonTree.EMPTY;
    }
  }

  private static @Nullable Object tree(JsonNode node) {
    if (node.isObject()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      node.asObject().forEach((key, value) -> object.put(key, tree(value)));
      return object;
    } else if (node.isArray()) {
      List<@Nullable Object> array = new ArrayList<>();
      node.asArray().forEach(each -> array.add(tree(each)));
      return array;
    } else if (node.isNumber()) {
      return number(node.asNumber());
    } else if (node.isBoolean()) {
      return node.asBoolean();
    }
    return node.isString() ? node.asString() : null;
  }

  private static Number number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notWhole) {
      return Double.valueOf(text);
    }
  }
}
