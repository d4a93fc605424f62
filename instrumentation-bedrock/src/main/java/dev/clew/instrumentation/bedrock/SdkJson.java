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
  private SdkJson() {}

  /** Returns the tree of an object of the SDK; empty for null and for anything else. */
  static JsonTree read(@Nullable Object pojo) {
    return JsonTree.of(tree(pojo));
  }

  /** Returns a value of the SDK's types as a tree. */
  static @Nullable Object tree(@Nullable Object value) {
    if (value instanceof SdkBytes bytes) {
      return bytes.asByteArrayUnsafe();
    } else if (value instanceof SdkPojo pojo) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      if (Sdk.own(pojo) != null) {
        pojo.sdkFields().forEach(field -> put(fields, field, field.getValueOrDefault(pojo)));
      }
      return fields;
    } else if (value instanceof Document document) {
      return Sdk.own(document) == null ? null : content(document);
    } else if (value instanceof Map<?, ?> map && Values.isOfJdk(map)) {
      Map<String, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, each) -> entries.put(String.valueOf(key), tree(each)));
      return entries;
    } else if (value instanceof Collection<?> list && Values.isOfJdk(list)) {
      List<@Nullable Object> elements = new ArrayList<>();
      list.forEach(each -> elements.add(tree(each)));
      return elements;
    }
    return value instanceof Map || value instanceof Collection ? null : Values.tree(value);
  }

  private static void put(
      Map<String, @Nullable Object> fields, SdkField<?> field, @Nullable Object value) {
    Object tree = tree(value);
    if (tree != null) {
      fields.put(field.locationName(), tree);
    }
  }

  private static @Nullable Object content(Document document) {
    if (document.isMap() || document.isList()) {
      return tree(document.isMap() ? document.asMap() : document.asList());
    } else if (document.isNumber()) {
      return number(document.asNumber().stringValue());
    }
    return document.isNull() ? null : document.unwrap();
  }

  /** Returns the JSON that a request, a response or an event of a stream carries as bytes. */
  static JsonTree body(@Nullable Object holder) {
    JsonTree fields = read(holder);
    Object body = fields.values().getOrDefault("body", fields.values().get("bytes"));
    return body instanceof byte[] json ? parse(json) : JsonTree.EMPTY;
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
