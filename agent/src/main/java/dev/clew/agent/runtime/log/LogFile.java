// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.log;

import dev.clew.core.log.AgentLog;
import dev.clew.core.log.LogLine;
import dev.clew.core.log.LogOutput;
import dev.clew.core.settings.LogSettings;
import dev.clew.exporter.folder.FolderGuard.RefusedFolderException;
import dev.clew.exporter.thread.OwnThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The agent's log in a file, written on a thread of its own: lines come from the application's
 * threads, too, and a disk may be slow. While the file cannot be written, lines go to stderr.
 */
public final class LogFile implements LogOutput {
  private static final int MAX_WAITING = 10_000;
  private static final int MAX_BATCH = 500;
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long CLOSE_MILLIS = 2_000;

  /** Wakes the thread to end. An interrupt would close the file in the middle of a line. */
  private static final LogLine END =
      new LogLine(
          Instant.EPOCH, AgentLog.Level.OFF, AgentLog.Category.RUNTIME, "", "end of log", null);

  private final RotatingFile file;
  private final Function<LogLine, String> format;
  private final Fallback fallback;
  private final BlockingQueue<LogLine> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final LongAdder dropped = new LongAdder();
  private final AtomicBoolean started = new AtomicBoolean();
  private final Thread thread = OwnThread.daemon("clew-log", this::run);
  private volatile boolean closed;
  private boolean failing;
  private long failedAt;

  /** Where lines go that the file does not take. */
  @FunctionalInterface
  interface Fallback {
    void write(LogLine line);
  }

  LogFile(RotatingFile file, Function<LogLine, String> format, Fallback fallback) {
    this.file = file;
    this.format = format;
    this.fallback = fallback;
  }

  @Override
  public void write(LogLine line) {
    if (closed) {
      fallback.write(line);
      return;
    }
    if (!waiting.offer(line)) {
      dropped.increment();
    }
    if (!started.get() && started.compareAndSet(false, true)) {
      start(line);
    }
  }

  private void start(LogLine line) {
    try {
      thread.start();
    } catch (Throwable outOfThreads) {
      closed = true;
      fallback.write(line);
    }
  }

  private void run() {
    List<LogLine> lines = new ArrayList<>();
    while (!closed || !waiting.isEmpty()) {
      try {
        lines.add(waiting.take());
        waiting.drainTo(lines, MAX_BATCH);
        lines.removeIf(END::equals);
        writeAll(lines);
      } catch (Throwable t) {
        // Nothing is left to tell anybody; later lines may fare better.
      }
      lines.clear();
    }
    try {
      file.close();
    } catch (IOException e) {
      // Everything has been written.
    }
  }

  private void writeAll(List<LogLine> lines) {
    long lost = dropped.sumThenReset();
    if (lost > 0) {
      lines.add(own(lost + " lines of this log were dropped because too many were waiting"));
    }
    if (lines.isEmpty()) {
      return;
    }
    if (failing && System.nanoTime() - failedAt < AGAIN_NANOS && !closed) {
      lines.forEach(fallback::write);
      return;
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(format.apply(line)).append('\n'));
    try {
      file.append(text.toString().getBytes(StandardCharsets.UTF_8));
      failing = false;
    } catch (IOException | RuntimeException e) {
      if (!failing) {
        fallback.write(
            own(
                "%s: cannot write %s (%s); lines go to stderr until it can be written"
                    .formatted(LogSettings.FILE.name(), file.path(), reason(e))));
      }
      failing = true;
      failedAt = System.nanoTime();
      lines.forEach(fallback::write);
    }
  }

  private static LogLine own(String message) {
    String thread = Thread.currentThread().getName();
    return new LogLine(
        Instant.now(), AgentLog.Level.WARN, AgentLog.Category.RUNTIME, thread, message, null);
  }

  private static String reason(Exception failure) {
    if (failure instanceof RefusedFolderException refused) {
      return refused.reason() + "; choose another folder, or set clew.home.trusted=true";
    }
    if (failure instanceof FileSystemException system && system.getReason() == null) {
      return failure.getClass().getSimpleName();
    }
    return failure instanceof FileSystemException system
        ? String.valueOf(system.getReason())
        : String.valueOf(failure.getMessage());
  }

  /** Writes what is waiting and closes the file; later lines go to stderr. */
  public void close() {
    closed = true;
    if (!started.get()) {
      return;
    }
    waiting.offer(END); // if there is no room, the thread is awake
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
