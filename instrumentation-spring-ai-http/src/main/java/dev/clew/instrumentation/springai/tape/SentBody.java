// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.tape;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.StreamingHttpOutputMessage;

/** A body that keeps what is written of it, so that the application's objects are read once. */
final class SentBody implements StreamingHttpOutputMessage.Body {
  private final StreamingHttpOutputMessage.Body body;
  private volatile byte @Nullable [] written;

  SentBody(StreamingHttpOutputMessage.Body body) {
    this.body = body;
  }

  /** Creates a body that is known. */
  SentBody(byte[] bytes) {
    this.body = out -> out.write(bytes);
    this.written = bytes;
  }

  /** Returns the bytes, or null if they can be read only once. */
  byte @Nullable [] bytes() throws IOException {
    if (body.repeatable() && written == null) {
      writeTo(OutputStream.nullOutputStream());
    }
    return body.repeatable() ? written : null;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] known = written;
    if (known != null) {
      out.write(known);
      return;
    }
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    body.writeTo(
        new FilterOutputStream(out) {
          @Override
          public void write(int next) throws IOException {
            out.write(next);
            copy.write(next);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            copy.write(bytes, offset, length);
          }
        });
    written = copy.toByteArray();
  }

  @Override
  public boolean repeatable() {
    return written != null || body.repeatable();
  }
}
