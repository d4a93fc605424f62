// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

/** State of the current thread if it belongs to a {@code Timer}. */
final class TimerThread {
  private static final String NAME = "java.util.TimerThread";

  private final ThreadLocal<Boolean> adding = new ThreadLocal<>();

  static boolean isCurrent() {
    return Thread.currentThread().getClass().getName().equals(NAME);
  }

  /**
   * Records that a timer's task adds a task to a timer. The timer then also retrieves the next
   * task, to check whether it has changed.
   */
  void markAdding() {
    if (isCurrent()) {
      adding.set(Boolean.TRUE);
    }
  }

  /** Returns whether the thread retrieves the next task in order to run it. */
  boolean looksForWork() {
    if (!isCurrent()) {
      return false;
    }
    if (adding.get() == null) {
      return true;
    }
    adding.remove();
    return false;
  }
}
