// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp.proto;

import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message on request; the caller skips those it does not need.
 *
 * <p>For responses of a receiver, so nothing in the message is trusted.
 */
public final class ProtoReader {
  private final byte[] bytes;
  private final int end;
  private int position;
  private int wireType;

  public ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Returns the position of the next field in the array. */
  public int position() {
    return position;
  }

  /** Returns the number of the next field, or 0 at the end; its value must be read or skipped. */
  public int next() {
    if (position >= end) {
      return 0;
    }
    long tag = varint();
    wireType = (int) (tag & 7);
    return (int) (tag >>> 3);
  }

  /** Returns whether the value of the field is a text or a message. */
  public boolean isNested() {
    return wireType == 2;
  }

  /** Returns whether the value of the field is an integer. */
  public boolean isNumber() {
    return wireType == 0;
  }

  public long number() {
    return varint();
  }

  public String string() {
    int length = length();
    position += length;
    return new String(bytes, position - length, length, StandardCharsets.UTF_8);
  }

  /** Returns a reader of the message that is the value of the field. */
  public ProtoReader nested() {
    int length = length();
    position += length;
    return new ProtoReader(bytes, position - length, position);
  }

  public void skip() {
    switch (wireType) {
      case 0 -> varint();
      case 1 -> advance(8);
      case 2 -> advance(length());
      case 5 -> advance(4);
      default -> throw malformed();
    }
  }

  private void advance(int by) {
    if (by > end - position) {
      throw malformed();
    }
    position += by;
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > end - position) {
      throw malformed();
    }
    return (int) length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64 && position < end; shift += 7) {
      byte next = bytes[position++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("malformed protobuf");
  }
}
