// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Shows the progress of long work, only on a terminal and only after half a second. */
final class ProgressBar {

  private static final int WIDTH = 30;
  private static final long AFTER_NANOS = 500_000_000;
  private static final long EVERY_NANOS = 100_000_000;

  private final PrintWriter err;
  private final boolean shown = Terminal.isInteractive();
  private final long start = System.nanoTime();
  private String name;
  private long last;
  private boolean drawn;

  ProgressBar(PrintWriter err, String name) {
    this.err = err;
    this.name = name;
  }

  ProgressBar named(String newName) {
    name = newName;
    return this;
  }

  void at(long done, long total) {
    long now = System.nanoTime();
    if (!shown || total <= 0 || now - start < AFTER_NANOS || now - last < EVERY_NANOS) {
      return;
    }
    last = now;
    drawn = true;
    double share = Math.min(1, done / (double) total);
    int full = (int) (share * WIDTH);
    err.print(
        String.format(
            Locale.ROOT,
            "\r%s [%s%s] %3.0f %%",
            name,
            "=".repeat(full),
            " ".repeat(WIDTH - full),
            share * 100));
    err.flush();
  }

  /** Clears the line. */
  void done() {
    if (drawn) {
      err.print("\r\u001b[K");
      err.flush();
      drawn = false;
    }
  }
}
