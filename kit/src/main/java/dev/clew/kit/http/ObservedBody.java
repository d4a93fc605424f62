// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;

/** The raw body, for applications that read it themselves: the call ends when it ends. */
public final class ObservedBody extends FilterInputStream {
  private final HttpCall call;
  private final Object owner;
  private long total;

  /**
   * Observes {@code body}.
   *
   * @param owner the response, which must not count as abandoned while its body is read
   */
  public ObservedBody(InputStream body, HttpCall call, Object owner) {
    super(body);
    this.call = call;
    this.owner = owner;
  }

  @Override
  public int read() throws IOException {
    try {
      int next = in.read();
      report(next < 0 ? -1 : 1);
      return next;
    } catch (Throwable thrown) {
      call.failed(thrown);
      throw thrown;
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = in.read(buffer, offset, length);
      report(count);
      return count;
    } catch (Throwable thrown) {
      call.failed(thrown);
      throw thrown;
    } finally {
      Reference.reachabilityFence(owner);
    }
  }

  private void report(int count) {
    if (count < 0) {
      call.bodyExhausted();
    } else {
      total += count;
      call.read(total);
    }
  }

  @Override
  public void close() throws IOException {
    call.closing();
    try {
      in.close();
    } finally {
      call.bodyClosed();
      Reference.reachabilityFence(owner);
    }
  }
}
