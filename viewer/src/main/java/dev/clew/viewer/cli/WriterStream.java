// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Passes UTF-8 bytes to a writer; closing it only flushes. */
final class WriterStream extends OutputStream {

  private final PrintWriter out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final CharBuffer chars = CharBuffer.allocate(8192);
  private ByteBuffer rest = ByteBuffer.allocate(0);

  WriterStream(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length);
    all.put(rest).put(bytes, offset, length).flip();
    while (true) {
      boolean full = decoder.decode(all, chars, false).isOverflow();
      chars.flip();
      out.append(chars);
      chars.clear();
      if (!full) {
        break;
      }
    }
    rest = ByteBuffer.allocate(all.remaining()).put(all).flip();
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
