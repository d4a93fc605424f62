// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.delivery.ExporterWorker;
import dev.clew.exporter.render.RenderPool;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The steps of closing a pipeline, each taken when the time for the previous one is over. */
final class PipelineExit {
  /** How often to check whether the end has been reached. */
  private static final long LOOK_NANOS = 20_000_000L;

  // The shares of the time after which the next step is taken.
  private static final double BARE = 3 / 8.0;
  private static final double STOP_WAITING = 5 / 8.0;
  private static final double GIVE_UP = 3 / 4.0;

  private final ExitClock clock;
  private final ExitPace pace;
  private final RenderPool pool;
  private final LongSupplier nanoTime;

  PipelineExit(ExitClock clock, ExitPace pace, RenderPool pool, LongSupplier nanoTime) {
    this.clock = clock;
    this.pace = pace;
    this.pool = pool;
    this.nanoTime = nanoTime;
  }

  /** Returns whether the export thread ended; otherwise it is abandoned. */
  boolean endWorker(BatchSpanWorker worker, ExporterWorkers workers) throws InterruptedException {
    boolean inTime = within(() -> clock.isOver(BARE) || pace.isTooSlow(), worker::stop);
    if (!inTime) {
      pool.renderBare();
      inTime = within(STOP_WAITING, worker::stop);
    }
    if (!inTime) {
      workers.stopWaiting(); // batches that find no room now go to disk
      inTime = within(GIVE_UP, worker::stop);
    }
    if (!inTime) {
      worker.abandon();
    }
    return inTime;
  }

  /** Returns whether all exporters ended; what the others still hold goes to disk. */
  boolean endExporters(List<ExporterWorker> exporters) throws InterruptedException {
    boolean inTime = true;
    for (ExporterWorker exporter : exporters) {
      if (!within(GIVE_UP, exporter::awaitEnd)) {
        inTime = false;
        exporter.rescue(nanoTime.getAsLong() + clock.nanosToRescue());
      }
    }
    return inTime;
  }

  /** Something that can be waited for. */
  private interface End {
    boolean await(long nanos) throws InterruptedException;
  }

  /** Returns whether {@code end} was reached before that share of the time was over. */
  private boolean within(double share, End end) throws InterruptedException {
    return within(() -> clock.isOver(share), end);
  }

  private static boolean within(BooleanSupplier over, End end) throws InterruptedException {
    boolean ended = end.await(0);
    while (!ended && !over.getAsBoolean()) {
      ended = end.await(LOOK_NANOS);
    }
    return ended;
  }
}
