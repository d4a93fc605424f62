// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.cli;

/**
 * A running JVM.
 *
 * @param main main class or jar, without its arguments, which may be secrets
 * @param clew how Clew is in it and since when; a hyphen if it is not
 */
record Jvm(long pid, String main, String java, String clew) {
  static final String WITHOUT = "-";

  boolean hasClew() {
    return !clew.equals(WITHOUT) && !clew.startsWith("detached");
  }
}
