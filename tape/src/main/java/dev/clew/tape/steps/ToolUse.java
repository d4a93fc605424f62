// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

/**
 * A tool that a model asked for.
 *
 * @param arguments as canonical JSON
 */
public record ToolUse(String name, String arguments) {
  @Override
  public String toString() {
    return name + arguments;
  }
}
