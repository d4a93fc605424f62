// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.nio.file.Path;
import java.util.List;

/**
 * How a forked JVM ended.
 *
 * @param home what {@code CLEW_HOME} was
 */
public record JvmExit(int code, String stdout, String stderr, Path home) {
  /** Returns the lines in which Clew spoke on stderr, without the tag. */
  public List<String> spoken() {
    return stderr
        .lines()
        .filter(line -> line.startsWith("[clew] "))
        .map(line -> line.substring("[clew] ".length()))
        .toList();
  }

  /** Returns what was traced. */
  public Traces traces() {
    return Traces.in(home);
  }
}
