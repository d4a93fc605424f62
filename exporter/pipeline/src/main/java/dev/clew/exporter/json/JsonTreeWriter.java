// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees of Map, Collection, String, Number, Boolean and null as JSON, and objects field by
 * field.
 *
 * <p>A number that a reader limited to IEEE doubles (any browser) would change is written as a
 * decimal string; so are NaN and the infinities, which JSON does not support.
 */
public final class JsonTreeWriter {
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  /** More names than the format has; a caller that made names up would stop here. */
  private static final int MAX_ENCODED = 512;

  private static final Map<String, SerializableString> ENCODED = new ConcurrentHashMap<>();

  private final JsonGenerator out;
  private @Nullable String unopened;

  public JsonTreeWriter(JsonGenerator out) {
    this.out = out;
  }

  /** Writes a whole tree; objects that JSON does not support are written as text. */
  public void value(@Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(text);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Collection<?> values) {
      array(values);
    } else {
      out.writeString(String.valueOf(value));
    }
  }

  /** Writes a field, even if it is null. */
  public JsonTreeWriter field(String name, @Nullable Object value) throws IOException {
    name(name);
    value(value);
    return this;
  }

  /** Writes a field unless {@code value} is null. */
  public JsonTreeWriter fieldIfKnown(String name, @Nullable Object value) throws IOException {
    if (value != null) {
      field(name, value);
    }
    return this;
  }

  /** Writes a field unless {@code values} is empty. */
  public JsonTreeWriter fieldIfAny(String name, Map<?, ?> values) throws IOException {
    if (!values.isEmpty()) {
      field(name, values);
    }
    return this;
  }

  /** Writes a field unless {@code values} is empty. */
  public JsonTreeWriter fieldIfAny(String name, Collection<?> values) throws IOException {
    if (!values.isEmpty()) {
      field(name, values);
    }
    return this;
  }

  /** Writes a field whose value is already JSON. */
  public void jsonField(String name, String json) throws IOException {
    name(name);
    out.writeRawValue(json);
  }

  /** Writes the name of a field; its value must follow. */
  public void name(String name) throws IOException {
    if (unopened != null) {
      out.writeFieldName(encoded(unopened));
      out.writeStartObject();
      unopened = null;
    }
    out.writeFieldName(encoded(name));
  }

  /** Returns {@code name} as it is written, which need not be made for each record anew. */
  private static SerializableString encoded(String name) {
    SerializableString known = ENCODED.get(name);
    if (known == null) {
      known = new SerializedString(name);
      if (ENCODED.size() < MAX_ENCODED) {
        ENCODED.put(name, known);
      }
    }
    return known;
  }

  /** Starts an object that is an element, a whole document or the value of a named field. */
  public void begin() throws IOException {
    out.writeStartObject();
  }

  /** Starts a field that holds an object. */
  public void begin(String name) throws IOException {
    name(name);
    out.writeStartObject();
  }

  /** Starts a field that holds an object and is omitted if the object stays empty. */
  public void beginIfAny(String name) {
    unopened = name;
  }

  /** Ends the innermost object. */
  public void end() throws IOException {
    if (unopened != null) {
      unopened = null;
    } else {
      out.writeEndObject();
    }
  }

  /** Starts an array that is an element, a whole document or the value of a named field. */
  public void beginArray() throws IOException {
    out.writeStartArray();
  }

  /** Starts a field that holds an array. */
  public void beginArray(String name) throws IOException {
    name(name);
    out.writeStartArray();
  }

  /** Ends the innermost array. */
  public void endArray() throws IOException {
    out.writeEndArray();
  }

  private void object(Map<?, ?> map) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeFieldName(String.valueOf(entry.getKey()));
      value(entry.getValue());
    }
    out.writeEndObject();
  }

  private void array(Collection<?> values) throws IOException {
    out.writeStartArray();
    for (Object value : values) {
      value(value);
    }
    out.writeEndArray();
  }

  private void number(Number number) throws IOException {
    if (number instanceof BigInteger integer) {
      if (integer.bitLength() <= 53) {
        out.writeNumber(integer.longValue());
      } else {
        out.writeString(integer.toString());
      }
    } else if (number instanceof BigDecimal decimal) {
      decimal(decimal);
    } else if (number instanceof Float single) {
      if (Float.isFinite(single)) {
        out.writeNumber(single);
      } else {
        out.writeString(single.toString());
      }
    } else if (number instanceof Double value) {
      real(value);
    } else {
      integer(number.longValue());
    }
  }

  private void real(double value) throws IOException {
    String plain = PlainDecimal.of(value);
    if (plain != null) {
      out.writeNumber(plain);
    } else if (Double.isFinite(value)) {
      out.writeNumber(value);
    } else {
      out.writeString(Double.toString(value));
    }
  }

  private void decimal(BigDecimal decimal) throws IOException {
    double rounded = decimal.doubleValue();
    if (Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(decimal) == 0) {
      out.writeNumber(decimal);
    } else {
      out.writeString(decimal.toString());
    }
  }

  private void integer(long value) throws IOException {
    if (Math.abs(value) <= MAX_SAFE_INTEGER && value != Long.MIN_VALUE) {
      out.writeNumber(value);
    } else {
      out.writeString(Long.toString(value));
    }
  }
}
