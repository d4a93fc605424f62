// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.exporter.live.LiveReporter;
import dev.clew.exporter.thread.OwnThread;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link LiveReporter} once there is something to report. The reporter is created on its own
 * thread, so that neither the application's start nor its first call has to load its classes.
 */
final class LiveTracing {
  private final Supplier<LiveReporter> maker;
  private volatile @Nullable LiveReporter reporter;
  private volatile boolean stopped;

  LiveTracing(Supplier<LiveReporter> maker) {
    this.maker = maker;
  }

  /** Starts the thread; to be called once, possibly on the application's thread. */
  void start() {
    OwnThread.daemon("clew-live", this::run).start();
  }

  private void run() {
    LiveReporter created = maker.get();
    reporter = created;
    if (!stopped) {
      created.run();
    }
  }

  /** Writes nothing from now on; does not wait. */
  void stop() {
    stopped = true;
    LiveReporter present = reporter;
    if (present != null) {
      present.stop();
    }
  }
}
