// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Attributes as the official classes read them. */
final class ProtoMaps {
  private ProtoMaps() {}

  static Map<String, Object> of(Span span) {
    return of(span.getAttributesList());
  }

  /** Returns the attributes by key; no key may come twice. */
  static Map<String, Object> of(List<KeyValue> attributes) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (KeyValue each : attributes) {
      if (map.put(each.getKey(), value(each.getValue())) != null) {
        throw new AssertionError("comes twice: " + each.getKey());
      }
    }
    return map;
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(ProtoMaps::value).toList();
      default -> throw new AssertionError("a value of no type that is sent: " + value);
    };
  }
}
