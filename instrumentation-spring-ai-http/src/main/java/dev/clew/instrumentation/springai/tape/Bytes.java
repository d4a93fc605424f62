// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import org.springframework.core.io.buffer.DataBuffer;

/** Reads buffers that somebody else reads as well. */
final class Bytes {
  private Bytes() {}

  static byte[] of(DataBuffer buffer) {
    int position = buffer.readPosition();
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    buffer.readPosition(position);
    return bytes;
  }
}
