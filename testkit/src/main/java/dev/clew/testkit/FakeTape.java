// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tape for tests of hooks: it answers with what it was given, in order, and records the rest as a
 * list of events.
 */
public final class FakeTape implements Tape {
  private final Queue<TapeAnswer> answers = new ArrayDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private boolean skipsWaits;

  /** Answers the next call with a body. */
  public FakeTape answer(int status, Map<String, List<String>> headers, String body) {
    answers.add(new Answer(status, headers, body, null));
    return this;
  }

  /** Lets the next call fail, within its body if the status is not 0. */
  public FakeTape fail(int status, String body, Throwable failure) {
    answers.add(new Answer(status, Map.of(), body, failure));
    return this;
  }

  /** Leaves waits out. */
  public FakeTape skippingWaits() {
    skipsWaits = true;
    return this;
  }

  /** Returns the requests so far, such as {@code HTTP POST /v1 {"a":1}}. */
  public List<String> requests() {
    return requests;
  }

  /**
   * Returns what recorders were told: {@code head 200}, {@code piece …}, {@code complete}, {@code
   * failed java.io.IOException: …}, {@code closed}.
   */
  public List<String> events() {
    return events;
  }

  @Override
  public TapeDecision begin(TapeRequest request) {
    requests.add(
        request.kind() + " " + request.method() + " " + request.url() + " " + body(request));
    TapeAnswer answer = answers.poll();
    return answer == null ? new TapeDecision(null, new Recorder()) : new TapeDecision(answer, null);
  }

  private static String body(TapeRequest request) {
    try {
      byte[] bytes = request.body() == null ? null : request.body().call();
      return bytes == null ? "(unreadable)" : new String(bytes, StandardCharsets.UTF_8);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Override
  public boolean skipsWaits() {
    return skipsWaits;
  }

  @Override
  public Executor executor() {
    return task -> {
      Thread thread = new Thread(task, "fake-tape");
      thread.setDaemon(true);
      thread.start();
    };
  }

  private final class Recorder implements TapeRecorder {
    private boolean over;

    @Override
    public void head(int status, Supplier<Map<String, List<String>>> headers) {
      add("head " + status + (headers.get().isEmpty() ? "" : " with headers"));
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) {
      piece(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void piece(String text) {
      add("piece " + text);
    }

    @Override
    public void complete() {
      end("complete");
    }

    @Override
    public void failed(Throwable thrown) {
      end("failed " + thrown);
    }

    @Override
    public void closedEarly() {
      end("closed");
    }

    private synchronized void add(String event) {
      if (!over) {
        events.add(event);
      }
    }

    private synchronized void end(String event) {
      add(event);
      over = true;
    }
  }

  private record Answer(
      int status, Map<String, List<String>> headers, String text, @Nullable Throwable failure)
      implements TapeAnswer {
    @Override
    public void await() {}

    @Override
    public InputStream body() {
      InputStream bytes = new ByteArrayInputStream(bytes());
      return failure == null ? bytes : new SequenceInputStream(bytes, new Broken(failure));
    }

    @Override
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** What follows the bytes of a body that broke off. */
  private static final class Broken extends InputStream {
    private final Throwable failure;

    Broken(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      throw failure instanceof IOException thrown ? thrown : new IOException(failure);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
