// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import org.jspecify.annotations.Nullable;

/**
 * A model's request to run a tool; its result is sent under {@code id}.
 *
 * @param arguments their text, or an object whose {@code toString} renders it on the export thread
 */
public record RequestedTool(String id, String name, Object arguments) {
  /** The prefix of substitute ids, for providers that assign none. */
  private static final String BY_NAME = "function ";

  /** Returns the substitute id of a request that is identified only by its function name. */
  public static String idOf(String functionName) {
    return BY_NAME + functionName;
  }

  /** Returns the id that the model assigned to the call, or null if it assigned none. */
  public @Nullable String callId() {
    return id.equals(idOf(name)) ? null : id;
  }
}
