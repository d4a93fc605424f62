// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that a {@link FakeTape} recorded. */
public final class FakeTapeCall implements TapeRecorder {
  private final TapeRequest request;
  private final List<byte[]> pieces = new ArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable String requestBody;
  private boolean read;
  private int status;
  private Supplier<Map<String, List<String>>> headers = Map::of;
  private @Nullable Throwable failure;
  private String end = "open";

  FakeTapeCall(TapeRequest request) {
    this.request = request;
  }

  /** Reads the body of the request, once. */
  synchronized void readRequest() {
    Callable<byte @Nullable []> body = request.body();
    if (!read && body != null) {
      try {
        byte[] bytes = body.call();
        requestBody = bytes == null ? null : FakeTape.text(bytes);
      } catch (Exception thrown) {
        throw new AssertionError(thrown);
      }
    }
    read = true;
  }

  /** Returns the class that made the call. */
  public Class<?> seam() {
    return request.seam();
  }

  /** Returns method, URL and body of the request. */
  @Override
  public String toString() {
    readRequest();
    return request.method() + " " + request.url() + " " + requestBody;
  }

  public synchronized int status() {
    return status;
  }

  /** Returns the headers, with names in lower case. */
  public synchronized Map<String, List<String>> headers() {
    Map<String, List<String>> named = new TreeMap<>();
    headers.get().forEach((name, values) -> named.put(name.toLowerCase(Locale.ROOT), values));
    return named;
  }

  /** Returns the pieces of the body so far. */
  public synchronized List<byte[]> pieces() {
    return List.copyOf(pieces);
  }

  synchronized byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** Returns the body so far as text. */
  public String text() {
    return FakeTape.text(bytes());
  }

  public synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** Returns {@code complete}, {@code failed}, {@code closed early} or {@code open}. */
  public synchronized String end() {
    return end;
  }

  /** Waits until the call has ended, and returns how. */
  public String awaitEnd() throws InterruptedException {
    ended.await(10, TimeUnit.SECONDS);
    return end();
  }

  @Override
  public synchronized void head(int newStatus, Supplier<Map<String, List<String>>> newHeaders) {
    status = newStatus;
    headers = newHeaders;
  }

  @Override
  public synchronized void piece(byte[] bytes, int offset, int length) {
    if (end.equals("open") && length > 0) {
      pieces.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }

  @Override
  public void piece(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    piece(bytes, 0, bytes.length);
  }

  @Override
  public void complete() {
    end("complete", null);
  }

  @Override
  public void failed(Throwable thrown) {
    end("failed", thrown);
  }

  @Override
  public void closedEarly() {
    end("closed early", null);
  }

  private synchronized void end(String how, @Nullable Throwable thrown) {
    if (end.equals("open")) {
      end = how;
      failure = thrown;
      ended.countDown();
    }
  }
}
