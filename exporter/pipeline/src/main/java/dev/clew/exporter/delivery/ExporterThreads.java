// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.exporter.thread.OwnThread;

/** Where exporter workers get their threads from. */
@FunctionalInterface
public interface ExporterThreads {
  /** Runs {@code task} on a new thread; returns false if there is none to be had. */
  boolean start(String name, Runnable task);

  /** Makes daemons that inherit nothing from whoever happens to ask. */
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
