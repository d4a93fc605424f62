// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Adds attributes to a span or event, each key once: the first value counts. */
final class OtlpAttributes {

  private final Consumer<KeyValue> add;
  private final Set<String> keys = new HashSet<>();

  OtlpAttributes(Span.Builder span) {
    this.add = span::addAttributes;
  }

  private OtlpAttributes(Consumer<KeyValue> add) {
    this.add = add;
  }

  static OtlpAttributes event(Span.Builder span, String name, long time) {
    Span.Event.Builder event = span.addEventsBuilder().setName(name).setTimeUnixNano(time);
    return new OtlpAttributes(event::addAttributes);
  }

  void text(String key, @Nullable String value) {
    if (value != null) {
      put(key, AnyValue.newBuilder().setStringValue(value));
    }
  }

  void number(String key, long value) {
    put(key, AnyValue.newBuilder().setIntValue(value));
  }

  void positive(String key, long value) {
    if (value > 0) {
      number(key, value);
    }
  }

  void decimal(String key, double value) {
    put(key, AnyValue.newBuilder().setDoubleValue(value));
  }

  void flag(String key, boolean value) {
    put(key, AnyValue.newBuilder().setBoolValue(value));
  }

  /** A text unchanged, anything else as JSON, nothing for null. */
  void json(String key, @Nullable JsonNode value) {
    text(key, Json.textOrJson(value));
  }

  /** Each entry of an object, under a prefix. */
  void under(String prefix, JsonNode object) {
    object.properties().forEach(entry -> value(prefix + entry.getKey(), entry.getValue()));
  }

  /** Attributes of the record. */
  void rest(JsonNode attributes) {
    under("", attributes);
  }

  private void value(String key, JsonNode value) {
    if (value.isIntegralNumber()) {
      number(key, value.longValue());
    } else if (value.isNumber()) {
      decimal(key, value.doubleValue());
    } else if (value.isBoolean()) {
      flag(key, value.booleanValue());
    } else {
      json(key, value);
    }
  }

  private void put(String key, AnyValue.Builder value) {
    if (keys.add(key)) {
      add.accept(KeyValue.newBuilder().setKey(key).setValue(value).build());
    }
  }
}
