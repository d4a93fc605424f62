// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.nio.file.Path;
import java.util.List;

/**
 * How a forked JVM ended.
 *
 * @param home the value of {@code CLEW_HOME}
 */
public record JvmExit(int code, String stdout, String stderr, Path home) {
  /** Returns the lines that Clew logged to stderr, without the tag. */
  public List<String> agentLog() {
    return stderr
        .lines()
        .filter(line -> line.startsWith("[clew] "))
        .map(line -> line.substring("[clew] ".length()))
        .toList();
  }

  /** Returns the recorded traces. */
  public Traces traces() {
    return Traces.in(home);
  }
}
