// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.record;

import dev.clew.exporter.thread.OwnThread;
import dev.clew.tape.format.EntryLine;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeFile;
import dev.clew.tape.format.TapeHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes a tape on a thread of its own, one line for each call that has ended. If the file cannot
 * be written any more, recording stops with a line, and the application goes on.
 */
public final class TapeWriter {
  private static final int CAPACITY = 4_096;
  private static final int MAX_SECRET_LINES = 3;
  private static final Object END = new Object();

  private final Path file;
  private final TapeFile tape;
  private final EntryMaker maker;
  private final Supplier<Map<String, String>> libraries;
  private final Consumer<String> lines;
  private final BlockingQueue<Object> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private Map<String, String> named = Map.of(); // read and written by the thread alone
  private volatile long written;
  private volatile long secrets;
  private volatile boolean stopped;

  private TapeWriter(
      Path file,
      TapeFile tape,
      EntryMaker maker,
      Supplier<Map<String, String>> libraries,
      Consumer<String> lines) {
    this.file = file;
    this.tape = tape;
    this.maker = maker;
    this.libraries = libraries;
    this.lines = lines;
    this.thread = OwnThread.daemon("clew-tape", this::run);
  }

  /**
   * Creates the file and starts to write it.
   *
   * @param libraries returns the versions of the libraries known so far, by name
   * @param lines receives what people have to know
   */
  public static TapeWriter start(
      Path file,
      TapeHeader header,
      EntryMaker maker,
      Supplier<Map<String, String>> libraries,
      Consumer<String> lines)
      throws TapeException {
    return start(file, TapeFile.create(file, header), maker, libraries, lines);
  }

  static TapeWriter start(
      Path file,
      TapeFile tape,
      EntryMaker maker,
      Supplier<Map<String, String>> libraries,
      Consumer<String> lines) {
    TapeWriter writer = new TapeWriter(file, tape, maker, libraries, lines);
    writer.thread.start();
    return writer;
  }

  /** Takes a call that has ended; never waits. */
  public void add(CallRecording call) {
    if (stopped || !queue.offer(call)) {
      lost.incrementAndGet();
      call.release();
    }
  }

  /** Takes a call that was played from another tape; never waits. */
  public void add(TapeEntry entry) {
    if (stopped || !queue.offer(entry)) {
      lost.incrementAndGet();
    }
  }

  /** Returns how many calls are on the tape. */
  public long written() {
    return written;
  }

  /** Returns how many calls are missing on the tape. */
  public long lost() {
    return lost.get();
  }

  /** Returns in how many places a secret was replaced. */
  public long secrets() {
    return secrets;
  }

  private void run() {
    try {
      for (Object next = queue.take(); next != END; next = queue.take()) {
        write(next);
      }
      if (!stopped) {
        tape.line(EntryLine.end(written, lost.get(), unnamed()));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      stop(failure);
    } finally {
      try {
        tape.close();
      } catch (IOException unimportant) {
        // All lines were flushed.
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes
  private void write(Object next) {
    try {
      if (stopped) {
        lost.incrementAndGet();
      } else if (next instanceof CallRecording call) {
        EntryMaker.Made made = maker.make(call);
        TapeEntry entry = made.entry();
        if (entry != null) {
          tape.line(EntryLine.of(entry, unnamed()));
          written++;
          made.secrets().forEach(place -> secret(entry, place));
        } else if (made.refused() != null) {
          lost.incrementAndGet();
          lines.accept("clew: #%d is not recorded: %s".formatted(call.seq(), made.refused()));
        }
      } else if (next instanceof TapeEntry entry) {
        tape.line(EntryLine.of(entry, unnamed()));
        written++;
      }
    } catch (IOException failure) {
      lost.incrementAndGet();
      stop(failure);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      lost.incrementAndGet();
      lines.accept("clew: a call is not recorded: " + failure);
    } finally {
      if (next instanceof CallRecording call) {
        call.release();
      }
    }
  }

  /** Returns the libraries if they are not the same as at the last line that names them. */
  private Map<String, String> unnamed() {
    Map<String, String> now = libraries.get();
    if (now.equals(named)) {
      return Map.of();
    }
    named = now;
    return now;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // this thread alone writes
  private void secret(TapeEntry entry, String place) {
    secrets++;
    if (secrets <= MAX_SECRET_LINES) {
      lines.accept("clew: a secret was kept off the tape: #%d, %s".formatted(entry.seq(), place));
    }
  }

  private void stop(IOException failure) {
    stopped = true;
    lines.accept(
        "clew: recording has stopped: %s cannot be written (%s); the application goes on"
            .formatted(file, failure));
  }

  /** Writes what is left and the last line; waits for at most {@code most}. */
  public void close(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    try {
      if (queue.offer(END, most.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    lost.addAndGet(queue.stream().filter(each -> each != END).count());
  }
}
