// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees of Map, Collection, String, Number, Boolean and null as JSON.
 *
 * <p>A number that a reader with IEEE doubles only (any browser) would change is written as a
 * decimal string; so are NaN and the infinities, which JSON does not have.
 */
final class JsonTree {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private JsonTree() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static JsonNode of(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Number number) {
      return number(number);
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof Collection<?> values) {
      return array(values);
    }
    return NODES.textNode(String.valueOf(value));
  }

  static ObjectNode object(Map<?, ?> map) {
    ObjectNode node = object();
    map.forEach((key, value) -> node.set(String.valueOf(key), of(value)));
    return node;
  }

  static ArrayNode array(Collection<?> values) {
    ArrayNode node = NODES.arrayNode();
    for (Object value : values) {
      node.add(of(value));
    }
    return node;
  }

  /** Sets {@code key} unless {@code value} is null. */
  static void putIfKnown(ObjectNode node, String key, @Nullable Object value) {
    if (value != null) {
      node.set(key, of(value));
    }
  }

  /** Sets {@code key} unless {@code values} is empty. */
  static void putIfAny(ObjectNode node, String key, Map<?, ?> values) {
    if (!values.isEmpty()) {
      node.set(key, object(values));
    }
  }

  /** Sets {@code key} unless {@code values} is empty. */
  static void putIfAny(ObjectNode node, String key, Collection<?> values) {
    if (!values.isEmpty()) {
      node.set(key, array(values));
    }
  }

  private static JsonNode number(Number number) {
    if (number instanceof BigInteger integer) {
      return integer.bitLength() <= 53
          ? NODES.numberNode(integer.longValue())
          : NODES.textNode(integer.toString());
    }
    if (number instanceof BigDecimal decimal) {
      double rounded = decimal.doubleValue();
      boolean exact =
          Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(decimal) == 0;
      return exact ? NODES.numberNode(decimal) : NODES.textNode(decimal.toString());
    }
    if (number instanceof Float single) {
      return Float.isFinite(single) ? NODES.numberNode(single) : NODES.textNode(single.toString());
    }
    if (number instanceof Double value) {
      return Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(value.toString());
    }
    long value = number.longValue();
    return Math.abs(value) <= MAX_SAFE_INTEGER && value != Long.MIN_VALUE
        ? NODES.numberNode(value)
        : NODES.textNode(Long.toString(value));
  }
}
