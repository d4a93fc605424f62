// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads request bodies, never more than allowed, compressed or decompressed. */
final class Bodies {

  static final Charset UTF_8 = StandardCharsets.UTF_8;

  private Bodies() {}

  /** The body, decompressed if it is gzipped. */
  static byte[] read(Context context, int max) {
    try (InputStream in = open(context, max)) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      in.transferTo(body);
      return body.toByteArray();
    } catch (ZipException e) {
      throw new HttpProblem(400, "the body is not gzip, as its Content-Encoding says");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body as a stream that fails with a problem beyond {@code max} bytes. */
  static InputStream open(Context context, long max) throws IOException {
    String length = context.header("Content-Length");
    if (length != null && length.length() < 19 && Long.parseLong(length) > max) {
      throw tooLarge(max);
    }
    InputStream body = new Limited(context.bodyInputStream(), max);
    String encoding = context.header("Content-Encoding");
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return body;
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new HttpProblem(415, "Content-Encoding: only gzip and identity are read");
    }
    return new Limited(new GZIPInputStream(body, 1 << 16), max);
  }

  private static HttpProblem tooLarge(long max) {
    return new HttpProblem(413, "the body is larger than " + (max >> 10) + " KiB");
  }

  /** Counts the bytes read. */
  private static final class Limited extends FilterInputStream {

    private final long max;
    private long read;

    Limited(InputStream in, long max) {
      super(in);
      this.max = max;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      count(count);
      return count;
    }

    private void count(int more) {
      read += Math.max(0, more);
      if (read > max) {
        throw tooLarge(max);
      }
    }
  }
}
