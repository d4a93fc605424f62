// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.json;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.base.GeneratorBase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes maps and lists of what Jackson writes, the same that a reader would make of the JSON.
 * Jackson's own conversion records tokens first and then reads them.
 */
final class TreeGenerator extends GeneratorBase {
  private final Deque<Object> open = new ArrayDeque<>();
  private @Nullable Map<String, @Nullable Object> object;
  private @Nullable List<@Nullable Object> array;
  private String name = "";
  private @Nullable Object tree;

  @SuppressWarnings("deprecation") // its successor takes what Jackson has only had since 2.16
  TreeGenerator(ObjectCodec codec) {
    super(0, codec);
  }

  /** Returns what has been written. */
  @Nullable Object tree() {
    return tree;
  }

  @Override
  public void writeStartObject() {
    Map<String, @Nullable Object> started = new LinkedHashMap<>();
    add(started);
    open.push(started);
    object = started;
    array = null;
  }

  @Override
  public void writeEndObject() {
    end();
  }

  @Override
  public void writeStartArray() {
    List<@Nullable Object> started = new ArrayList<>();
    add(started);
    open.push(started);
    object = null;
    array = started;
  }

  @Override
  public void writeEndArray() {
    end();
  }

  @Override
  public void writeFieldName(String fieldName) {
    name = fieldName;
  }

  @Override
  public void writeString(@Nullable String text) {
    add(text);
  }

  @Override
  public void writeString(char[] text, int offset, int length) {
    add(new String(text, offset, length));
  }

  @Override
  public void writeNumber(short number) {
    add(number);
  }

  @Override
  public void writeNumber(int number) {
    add(number);
  }

  @Override
  public void writeNumber(long number) {
    add(number);
  }

  @Override
  public void writeNumber(@Nullable BigInteger number) {
    add(number);
  }

  @Override
  public void writeNumber(double number) {
    add(number);
  }

  @Override
  public void writeNumber(float number) {
    add(number);
  }

  @Override
  public void writeNumber(@Nullable BigDecimal number) {
    add(number);
  }

  @Override
  public void writeNumber(String encoded) {
    add(new BigDecimal(encoded));
  }

  @Override
  public void writeBoolean(boolean state) {
    add(state);
  }

  @Override
  public void writeNull() {
    add(null);
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int offset, int length) {
    add(Arrays.copyOfRange(data, offset, offset + length));
  }

  @Override
  public void writeRawUTF8String(byte[] text, int offset, int length) {
    throw new UnsupportedOperationException("raw text");
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) {
    throw new UnsupportedOperationException("encoded text");
  }

  @Override
  public void writeRaw(String text) {
    throw new UnsupportedOperationException("raw text");
  }

  @Override
  public void writeRaw(String text, int offset, int length) {
    throw new UnsupportedOperationException("raw text");
  }

  @Override
  public void writeRaw(char[] text, int offset, int length) {
    throw new UnsupportedOperationException("raw text");
  }

  @Override
  public void writeRaw(char character) {
    throw new UnsupportedOperationException("raw text");
  }

  @Override
  public void flush() {} // nothing is buffered

  @Override
  protected void _releaseBuffers() {}

  @Override
  protected void _verifyValueWrite(String what) {}

  private void add(@Nullable Object value) {
    if (object != null) {
      object.put(name, value);
    } else if (array != null) {
      array.add(value);
    } else {
      tree = value;
    }
  }

  @SuppressWarnings("unchecked") // only what was started is open
  private void end() {
    open.pop();
    Object outer = open.peek();
    object = outer instanceof Map<?, ?> ? (Map<String, @Nullable Object>) outer : null;
    array = outer instanceof List<?> ? (List<@Nullable Object>) outer : null;
  }
}
