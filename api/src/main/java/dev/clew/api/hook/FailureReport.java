// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/**
 * Takes what went wrong in those parts of a hook that outlive its call: wrappers and callbacks,
 * which must contain every failure of their own themselves.
 *
 * <p>A hook asks for it in its constructor. Failures are counted, and each cause is said once.
 */
@FunctionalInterface
public interface FailureReport {
  /** Counts {@code failure} of {@code where}; never throws. */
  void failed(Class<?> where, Throwable failure);
}
