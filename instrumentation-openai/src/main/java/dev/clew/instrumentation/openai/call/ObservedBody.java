// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;

/** The raw body, for applications that read it themselves: its end is the end of the call. */
final class ObservedBody extends FilterInputStream {
  private final ModelCall call;
  private final ObservedResponse<?> owner;

  ObservedBody(InputStream body, ModelCall call, ObservedResponse<?> owner) {
    super(body);
    this.call = call;
    this.owner = owner;
  }

  @Override
  public int read() throws IOException {
    try {
      int next = in.read();
      report(next);
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

  private void report(int read) {
    if (read < 0) {
      call.unparsed();
    } else {
      call.firstByte();
    }
  }

  @Override
  public void close() throws IOException {
    call.closing();
    try {
      in.close();
    } finally {
      call.unparsed();
      Reference.reachabilityFence(owner);
    }
  }
}
