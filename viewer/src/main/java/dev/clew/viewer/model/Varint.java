// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.nio.ByteBuffer;

/** Numbers in as few bytes as they need, seven bits each (LEB128, as in protocol buffers). */
final class Varint {

  private Varint() {}

  static void write(ByteBuffer to, long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      to.put((byte) (left | 0x80));
      left >>>= 7;
    }
    to.put((byte) left);
  }

  static long read(ByteBuffer from) {
    long value = 0;
    int shift = 0;
    byte next;
    do {
      next = from.get();
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }

  /** Small negative numbers are short, too. */
  static void writeSigned(ByteBuffer to, long value) {
    write(to, value << 1 ^ value >> 63);
  }

  static long readSigned(ByteBuffer from) {
    long value = read(from);
    return value >>> 1 ^ -(value & 1);
  }
}
