// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import dev.clew.viewer.store.Retention;
import dev.clew.viewer.store.StoreException;
import dev.clew.viewer.store.TraceStore;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The background work: following the folder, indexing text, ending the open spans of dead JVMs, and
 * retention. Each has its own schedule, and none is stopped by a failure.
 */
public final class FollowService implements AutoCloseable {

  private static final long POLL_MILLIS = 200;
  private static final long INDEX_MILLIS = 300;
  private static final long DEAD_JVMS_MILLIS = 2_000;
  private static final long RETENTION_MILLIS = 600_000;
  private static final int TEXT_AT_ONCE = 500;

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "clew-viewer-background");
            thread.setDaemon(true);
            return thread;
          });
  private final Consumer<String> log;

  public FollowService(Consumer<String> log) {
    this.log = log;
  }

  public void start(
      @Nullable FolderTailer tailer, TraceStore store, Retention retention, Clock clock) {
    if (tailer != null) {
      every(POLL_MILLIS, tailer::poll);
      DeadJvms dead = new DeadJvms(store);
      every(DEAD_JVMS_MILLIS, dead::check);
    }
    every(
        INDEX_MILLIS,
        () -> {
          while (store.indexText(TEXT_AT_ONCE) > 0 && !threads.isShutdown()) {
            // Until nothing is waiting; other writers get their turn between two batches.
            Thread.onSpinWait();
          }
        });
    every(RETENTION_MILLIS, () -> store.prune(retention, clock.millis() * 1_000_000));
  }

  private void every(long millis, Runnable work) {
    var unused =
        threads.scheduleWithFixedDelay(new Guarded(work), 0, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Continues after a failure; logs it once, however often it recurs, and again when it is over.
   */
  private final class Guarded implements Runnable {

    private final Runnable work;
    private @Nullable String failure;

    Guarded(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        work.run();
        if (failure != null) {
          log.accept("works again, after: " + failure);
          failure = null;
        }
      } catch (StoreException e) {
        tell(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        tell("unexpected: " + e);
      }
    }

    private void tell(String now) {
      if (!now.equals(failure)) {
        failure = now;
        log.accept(now);
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        log.accept("background work did not end within 5 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
