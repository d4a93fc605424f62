// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

/** An agent that does nothing: measures the JVM's own cost of having one. */
public final class EmptyAgent {
  private EmptyAgent() {}

  /** Does nothing. */
  public static void premain(String arguments) {}
}
