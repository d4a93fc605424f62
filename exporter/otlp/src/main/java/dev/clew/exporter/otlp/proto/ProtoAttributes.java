// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.proto;

import dev.clew.exporter.otlp.semconv.Attributes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes attributes as OTLP's {@code KeyValue} messages.
 *
 * <p>OTLP forbids duplicate keys. Those in {@code taken} are skipped: an attribute that was set
 * explicitly takes precedence over the mapping.
 */
final class ProtoAttributes implements Attributes {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STRING = 1;
  private static final int BOOL = 2;
  private static final int INT = 3;
  private static final int DOUBLE = 4;
  private static final int ARRAY = 5;
  private static final int ARRAY_VALUES = 1;

  private final ProtoWriter out;
  private final int field;
  private final Set<String> taken;

  ProtoAttributes(ProtoWriter out, int field, Set<String> taken) {
    this.out = out;
    this.field = field;
    this.taken = taken;
  }

  @Override
  public Attributes text(String key, @Nullable String value) {
    if (value != null && !taken.contains(key)) {
      int attribute = begin(key);
      int any = out.begin(VALUE);
      out.string(STRING, value);
      end(attribute, any);
    }
    return this;
  }

  @Override
  public Attributes number(String key, @Nullable Number value) {
    if (value != null && !taken.contains(key)) {
      int attribute = begin(key);
      int any = out.begin(VALUE);
      out.number(INT, value.longValue());
      end(attribute, any);
    }
    return this;
  }

  @Override
  public Attributes decimal(String key, @Nullable Number value) {
    if (value != null && !taken.contains(key)) {
      int attribute = begin(key);
      int any = out.begin(VALUE);
      out.decimal(DOUBLE, value.doubleValue());
      end(attribute, any);
    }
    return this;
  }

  @Override
  public Attributes flag(String key, boolean value) {
    if (!taken.contains(key)) {
      int attribute = begin(key);
      int any = out.begin(VALUE);
      out.flag(BOOL, value);
      end(attribute, any);
    }
    return this;
  }

  @Override
  public Attributes texts(String key, List<String> values) {
    if (values.isEmpty() || taken.contains(key)) {
      return this;
    }
    int attribute = begin(key);
    int any = out.begin(VALUE);
    int array = out.begin(ARRAY);
    for (String value : values) {
      int element = out.begin(ARRAY_VALUES);
      out.string(STRING, value);
      out.end(element);
    }
    out.end(array);
    end(attribute, any);
    return this;
  }

  /** Writes a value of any type that span and resource attributes may have. */
  void any(String key, Object value) {
    if (value instanceof Boolean flag) {
      flag(key, flag);
    } else if (value instanceof Double || value instanceof Float) {
      decimal(key, (Number) value);
    } else if (value instanceof Number number) {
      number(key, number);
    } else {
      text(key, String.valueOf(value));
    }
  }

  private int begin(String key) {
    int attribute = out.begin(field);
    out.string(KEY, key);
    return attribute;
  }

  private void end(int attribute, int any) {
    out.end(any);
    out.end(attribute);
  }
}
