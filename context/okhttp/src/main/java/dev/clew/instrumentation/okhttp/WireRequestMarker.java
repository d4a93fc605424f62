// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import org.jspecify.annotations.Nullable;

/** Marks, per thread, that the next step of a chain sends the request as it goes over the wire. */
final class WireRequestMarker {
  private final ThreadLocal<@Nullable Boolean> marked = new ThreadLocal<>();

  void mark() {
    marked.set(true);
  }

  /** Returns whether the next step is marked, and clears the mark. */
  boolean consume() {
    boolean wasMarked = marked.get() != null;
    if (wasMarked) {
      marked.remove();
    }
    return wasMarked;
  }
}
