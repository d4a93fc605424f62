// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.concurrent.atomic.LongAdder;

/** The method that the extension traces. */
final class Steps {
  private static final LongAdder BEGUN = new LongAdder();

  private Steps() {}

  /** The name of a step, up to the last {@code >}, is the name of the step it belongs under. */
  static void step(String type, String name, Runnable work) {
    BEGUN.increment();
    work.run();
  }

  static long begun() {
    return BEGUN.sum();
  }
}
