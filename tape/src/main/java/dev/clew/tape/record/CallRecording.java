// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.record;

import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what comes of a call. All that happens on the application's thread is here: references are
 * taken and bytes copied; whoever writes the tape makes something of them.
 */
public final class CallRecording implements TapeRecorder {
  /** A call whose body is larger is not recorded. */
  private static final long MAX_BYTES = 64 << 20;

  /** Nor is one that would take more memory together with all that have not been written yet. */
  private static final long MAX_TOTAL = 256 << 20;

  /** One piece: an array of bytes, or a text. */
  private record Piece(int millis, Object content) {}

  private final TapeRequest request;
  private final long seq;
  private final String path;
  private final String span;
  private final long beganNanos;
  private final AtomicLong memory;
  private final Consumer<CallRecording> ended;
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Piece> pieces = new ArrayList<>();
  private volatile int status;
  private volatile @Nullable Supplier<Map<String, List<String>>> headers;
  private volatile long headNanos;
  private volatile long endNanos;
  private volatile @Nullable Throwable thrown;
  private volatile boolean early;
  private volatile boolean tooLarge;
  private long size;

  /**
   * Creates the recording of a call that begins now.
   *
   * @param memory counts the bytes held by all recordings
   * @param ended receives this recording once; it must not throw
   */
  public CallRecording(
      TapeRequest request,
      long seq,
      String path,
      String span,
      AtomicLong memory,
      Consumer<CallRecording> ended) {
    this.request = request;
    this.seq = seq;
    this.path = path;
    this.span = span;
    this.memory = memory;
    this.ended = ended;
    this.beganNanos = System.nanoTime();
  }

  @Override
  public void head(int status, Supplier<Map<String, List<String>>> headers) {
    if (!over.get()) {
      this.status = status;
      this.headers = headers;
      this.headNanos = System.nanoTime();
    }
  }

  @Override
  public void piece(byte[] bytes, int offset, int length) {
    if (length > 0 && admits(length)) {
      add(Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }

  @Override
  public void piece(String text) {
    if (admits(text.length())) {
      add(text);
    }
  }

  private boolean admits(int length) {
    synchronized (pieces) {
      if (over.get() || tooLarge) {
        return false;
      }
      size += length;
      tooLarge = memory.addAndGet(length) > MAX_TOTAL || size > MAX_BYTES;
      return !tooLarge;
    }
  }

  private void add(Object content) {
    long head = headNanos;
    int millis = head == 0 ? 0 : (int) ((System.nanoTime() - head) / 1_000_000);
    synchronized (pieces) {
      pieces.add(new Piece(millis, content));
    }
  }

  @Override
  public void complete() {
    end(null, false);
  }

  @Override
  public void failed(Throwable thrown) {
    end(thrown, false);
  }

  @Override
  public void closedEarly() {
    end(null, true);
  }

  private void end(@Nullable Throwable failure, boolean closedEarly) {
    if (over.compareAndSet(false, true)) {
      thrown = failure;
      early = closedEarly;
      endNanos = System.nanoTime();
      ended.accept(this);
    }
  }

  /** Gives back what the recording held, once it has been written or given up. */
  public void release() {
    synchronized (pieces) {
      memory.addAndGet(-size);
      size = 0;
      pieces.clear();
    }
  }

  public TapeRequest request() {
    return request;
  }

  public long seq() {
    return seq;
  }

  public String path() {
    return path;
  }

  public String span() {
    return span;
  }

  long beganNanos() {
    return beganNanos;
  }

  long millis() {
    return (endNanos - beganNanos) / 1_000_000;
  }

  int status() {
    return status;
  }

  Map<String, List<String>> headers() {
    Supplier<Map<String, List<String>>> source = headers;
    return source == null ? Map.of() : source.get();
  }

  public @Nullable Throwable thrown() {
    return thrown;
  }

  boolean isClosedEarly() {
    return early;
  }

  /** Returns whether a part of the body is missing because it was too large. */
  boolean isTooLarge() {
    return tooLarge;
  }

  /** Receives the pieces in order. */
  interface PieceReader {
    void piece(int millis, byte[] bytes);
  }

  void pieces(PieceReader reader) {
    List<Piece> all;
    synchronized (pieces) {
      all = List.copyOf(pieces);
    }
    for (Piece piece : all) {
      reader.piece(
          piece.millis,
          piece.content instanceof String text
              ? text.getBytes(StandardCharsets.UTF_8)
              : (byte[]) piece.content);
    }
  }

  /** Returns the text of the whole answer. */
  public String text() {
    StringBuilder text = new StringBuilder();
    pieces((millis, bytes) -> text.append(new String(bytes, StandardCharsets.UTF_8)));
    return text.toString();
  }
}
