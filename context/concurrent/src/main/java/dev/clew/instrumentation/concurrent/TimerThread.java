// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.concurrent;

/** What is to be known of the present thread, if it is that of a {@code Timer}. */
final class TimerThread {
  private static final String NAME = "java.util.TimerThread";

  private final ThreadLocal<Boolean> adding = new ThreadLocal<>();

  static boolean isCurrent() {
    return Thread.currentThread().getClass().getName().equals(NAME);
  }

  /**
   * Notes that the task of a timer adds one to a timer, which then asks for the next one too: to
   * know whether there is anything new.
   */
  void adds() {
    if (isCurrent()) {
      adding.set(Boolean.TRUE);
    }
  }

  /** Tells whether the thread asks for the next task in order to run it. */
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
