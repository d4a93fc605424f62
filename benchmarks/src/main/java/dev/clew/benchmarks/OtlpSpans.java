// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.nio.ByteBuffer;

/**
 * Counts the spans in an OTLP request: {@code resource_spans} (1) contain {@code scope_spans} (2),
 * which contain {@code spans} (2).
 */
final class OtlpSpans {
  private static final int[] PATH = {1, 2, 2};
  private static final int LENGTH_DELIMITED = 2;

  private OtlpSpans() {}

  static long count(byte[] request) {
    return count(ByteBuffer.wrap(request), 0);
  }

  private static long count(ByteBuffer message, int depth) {
    if (depth == PATH.length) {
      return 1;
    }
    long spans = 0;
    while (message.hasRemaining()) {
      long tag = varint(message);
      if ((tag & 7) != LENGTH_DELIMITED) {
        skip(message, (int) (tag & 7));
        continue;
      }
      int length = (int) varint(message);
      if (tag >> 3 == PATH[depth]) {
        spans += count(message.slice(message.position(), length), depth + 1);
      }
      message.position(message.position() + length);
    }
    return spans;
  }

  private static void skip(ByteBuffer message, int type) {
    switch (type) {
      case 0 -> varint(message);
      case 1 -> message.position(message.position() + 8);
      case 5 -> message.position(message.position() + 4);
      default -> throw new IllegalArgumentException("no such wire type: " + type);
    }
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
