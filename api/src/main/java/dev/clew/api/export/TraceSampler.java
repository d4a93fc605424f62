// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.export;

/**
 * Decides which traces are exported, by what happens in them.
 *
 * <p>Called by one thread, never an application thread, after the processors, for each span of a
 * trace until it decides. Until then the trace is held back, within the limits of the {@code
 * clew.sampling} settings, which decide if it does not. An exception counts as undecided, and is
 * reported once.
 */
@FunctionalInterface
public interface TraceSampler {
  /** Returns what {@code span} says about its trace. */
  Decision sample(SpanRecord span);

  /** Returns false if it would decide nothing at the moment, so that traces are not held back. */
  default boolean isActive() {
    return true;
  }

  /** A decision about a whole trace. */
  enum Decision {
    KEEP,
    DROP,
    UNDECIDED
  }
}
