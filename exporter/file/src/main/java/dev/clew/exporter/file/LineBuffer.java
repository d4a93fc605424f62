// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Collects encoded lines and can discard one that failed half-way. */
final class LineBuffer extends ByteArrayOutputStream {
  LineBuffer() {
    super(64 * 1024);
  }

  synchronized void truncate(int size) {
    count = Math.min(count, size);
  }

  synchronized ByteBuffer content() {
    return ByteBuffer.wrap(buf, 0, count);
  }
}
