// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import org.jspecify.annotations.Nullable;

/** A run of an agent that a server carries out. */
final class ServedRun {
  private final Run run;
  private volatile boolean returned;
  private volatile @Nullable Object latest;

  ServedRun(Run run) {
    this.run = run;
  }

  Run run() {
    return run;
  }

  /** Records an event; returns whether the run is over, now or before. */
  boolean event(Object event) {
    if (event == latest) {
      return false; // one method of a queue calls another
    }
    latest = event;
    if (returned) {
      return run.call().pushed(event);
    }
    run.call().chunk(event);
    return false;
  }

  /**
   * Records that the executor has returned, which ends the run unless it left the task at work.
   *
   * @return whether the run is over
   */
  boolean returned() {
    returned = true;
    if (run.payload().isComplete() || run.payload().isCancelled()) {
      run.call().answered(null);
      return true;
    }
    return false;
  }

  /** Ends the run because its executor threw, as it may do when its task is cancelled. */
  void failed(Throwable thrown) {
    if (run.payload().isCancelled()) {
      run.call().stopped("cancelled");
    } else {
      run.call().failed(thrown);
    }
  }

  /** Records that there is nowhere left to send events to; returns whether the run is over. */
  boolean queueClosed() {
    if (returned) {
      run.call().answered(null);
    }
    return returned;
  }
}
