// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

/** An agent that does nothing: what the JVM itself takes for having one. */
public final class EmptyAgent {
  private EmptyAgent() {}

  /** Does nothing. */
  public static void premain(String arguments) {}
}
