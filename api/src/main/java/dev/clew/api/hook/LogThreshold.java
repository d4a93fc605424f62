// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

/**
 * Which messages that the application logs become events of the current span, as the user has set
 * it with {@code clew.logs.events}.
 *
 * <p>A hook asks for it in its constructor.
 */
@FunctionalInterface
public interface LogThreshold {
  /** The level {@code WARN} as a number, as SLF4J has it; levels above are greater. */
  int WARN = 30;

  /** The level {@code ERROR} as a number. */
  int ERROR = 40;

  /** Tells whether a message of {@code level} becomes an event. */
  boolean includes(int level);
}
