// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import java.util.function.Consumer;

/** Logs which application code does not return; the metrics count the rest. */
final class HangReport {
  private static final int MOST_LINES = 10;

  private final Consumer<String> log;
  private int lines;

  HangReport(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Logs that a thread is stuck.
   *
   * @param times how often this class has been stuck
   * @param full whether the maximum number of threads is stuck
   */
  void hang(RenderTurn.Stuck stuck, int times, boolean full) {
    boolean known = times > UnresponsiveClasses.CHANCES; // already stuck when the line was written
    if (lines >= MOST_LINES || (known && !full)) {
      return;
    }
    lines++;
    String line =
        stuck.culprit()
            + " does not return; the span is exported without that text, and thread "
            + stuck.thread().getName()
            + " is left behind";
    if (times > 1) {
      line += "; " + stuck.subject().getClass().getName() + " is not called again";
    }
    if (full) {
      line += "; spans go without content until one of the stuck threads returns";
    }
    try {
      log.accept(line);
    } catch (RuntimeException e) {
      // a log that throws must not end the export
    }
  }
}
