// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.concurrent.atomic.LongAdder;

/** What an extension makes spans of. */
final class Steps {
  private static final LongAdder BEGUN = new LongAdder();

  private Steps() {}

  /** The name of a step begins with that of the step it belongs under, up to the last {@code >}. */
  static void step(String type, String name, Runnable work) {
    BEGUN.increment();
    work.run();
  }

  static long begun() {
    return BEGUN.sum();
  }
}
