// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import org.jspecify.annotations.Nullable;

/** Notes that on this thread the next step of a chain sends a request as it goes on the wire. */
final class Bridge {
  private final ThreadLocal<@Nullable Boolean> crossing = new ThreadLocal<>();

  void enter() {
    crossing.set(true);
  }

  /** Tells whether the next step is that, and so no longer is. */
  boolean crossed() {
    boolean is = crossing.get() != null;
    if (is) {
      crossing.remove();
    }
    return is;
  }
}
