// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.exporter.thread.OwnThread;

/** Creates the threads of exporter workers. */
@FunctionalInterface
public interface ExporterThreads {
  /** Runs {@code task} on a new thread; returns false if none can be created. */
  boolean start(String name, Runnable task);

  /** Creates daemon threads that inherit nothing from the thread that happens to ask. */
  static ExporterThreads daemons() {
    return (name, task) -> {
      try {
        OwnThread.daemon("clew-" + name, task).start();
        return true;
      } catch (Throwable t) {
        return false;
      }
    };
  }
}
