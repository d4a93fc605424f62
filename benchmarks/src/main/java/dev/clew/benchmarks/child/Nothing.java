// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

/** An application without any LLM library. */
public final class Nothing {
  private Nothing() {}

  /** Does nothing. */
  public static void main(String[] arguments) {}
}
