// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/**
 * Receives failures from the parts of a hook that outlive its call: wrappers and callbacks, which
 * must catch all of their own failures.
 *
 * <p>A hook gets one through its constructor. Failures are counted, and each cause is logged once.
 */
@FunctionalInterface
public interface FailureReporter {
  /** Counts a {@code failure} in {@code where}; never throws. */
  void report(Class<?> where, Throwable failure);
}
