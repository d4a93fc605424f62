// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.proto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes protobuf's wire format into memory.
 *
 * <p>The length of a nested message precedes it and is unknown until the message ends. One byte is
 * reserved for it; if more are needed, the message is moved. That copies memory for the few long
 * messages, instead of traversing everything twice to measure it first.
 */
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int KEPT_CAPACITY = 1 << 20;

  private byte[] bytes = new byte[8192];
  private int size;

  /** Returns the number of bytes written. */
  public int size() {
    return size;
  }

  /** Discards everything after the first {@code newSize} bytes. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** Discards everything, including the memory that one unusually large message needed. */
  public void reset() {
    size = 0;
    if (bytes.length > KEPT_CAPACITY) {
      bytes = new byte[8192];
    }
  }

  /** Returns a copy of the bytes written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /** Starts a nested message; returns the argument for {@link #end}. */
  public int begin(int field) {
    tag(field, LENGTH);
    ensure(1);
    return ++size;
  }

  /** Ends the nested message for which {@code begin} returned {@code start}. */
  public void end(int start) {
    int length = size - start;
    int more = varintSize(length) - 1;
    if (more > 0) {
      ensure(more);
      System.arraycopy(bytes, start, bytes, start + more, length);
    }
    size = start - 1;
    varint(length);
    size += length;
  }

  public void string(int field, String text) {
    bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  public void bytes(int field, byte[] content) {
    tag(field, LENGTH);
    varint(content.length);
    raw(content);
  }

  /** Writes fields that are already encoded. */
  public void raw(byte[] content) {
    ensure(content.length);
    System.arraycopy(content, 0, bytes, size, content.length);
    size += content.length;
  }

  public void number(int field, long value) {
    tag(field, VARINT);
    varint(value);
  }

  public void flag(int field, boolean value) {
    number(field, value ? 1 : 0);
  }

  public void fixed64(int field, long value) {
    tag(field, FIXED64);
    littleEndian(value, Long.BYTES);
  }

  /** Writes one value of a packed list of eight-byte values, whose field has been started. */
  void packed(long value) {
    littleEndian(value, Long.BYTES);
  }

  public void fixed32(int field, int value) {
    tag(field, FIXED32);
    littleEndian(value, Integer.BYTES);
  }

  public void decimal(int field, double value) {
    fixed64(field, Double.doubleToRawLongBits(value));
  }

  private void tag(int field, int wireType) {
    varint(((long) field << 3) | wireType);
  }

  private void varint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void littleEndian(long value, int width) {
    ensure(width);
    for (int i = 0; i < width; i++) {
      bytes[size++] = (byte) (value >>> (8 * i));
    }
  }

  private static int varintSize(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      long wanted = Math.max((long) size + more, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
  }
}
