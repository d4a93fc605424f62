// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import org.jspecify.annotations.Nullable;

/**
 * A call of a tool that the model asks for.
 *
 * @param id the id of the call; with null the server numbers the call itself
 * @param name the name of the function
 * @param arguments the arguments as JSON text
 */
public record ToolCall(@Nullable String id, String name, String arguments) {
  /** A call whose id the server chooses. */
  public static ToolCall of(String name, String arguments) {
    return new ToolCall(null, name, arguments);
  }
}
