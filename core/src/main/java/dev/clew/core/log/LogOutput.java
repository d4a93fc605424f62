// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.log;

/** Where the agent's log goes instead of stderr. */
@FunctionalInterface
public interface LogOutput {
  /** Takes a line, on any thread, often the application's: it must neither block nor throw. */
  void write(LogLine line);
}
