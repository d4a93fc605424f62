// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/**
 * Decides which of the application's log messages become events of the current span, according to
 * {@code clew.logs.events}.
 *
 * <p>A hook gets it through its constructor.
 */
@FunctionalInterface
public interface LogThreshold {
  /** The level {@code WARN} as SLF4J's integer; more severe levels are greater. */
  int WARN = 30;

  /** The level {@code ERROR} as SLF4J's integer. */
  int ERROR = 40;

  /** Returns whether a message at {@code level} becomes an event. */
  boolean includes(int level);
}
