// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import org.jspecify.annotations.Nullable;

/** A model's request to run a tool; the id is what its result will be sent under. */
public record RequestedTool(String id, String name, String arguments) {
  /** What the ids of requests begin with that a provider gives none. */
  private static final String BY_NAME = "function ";

  /** Returns what stands for the id of a request that only its name tells from others. */
  public static String idOf(String functionName) {
    return BY_NAME + functionName;
  }

  /** Returns the id that the model gave the call, or null if it gave none. */
  public @Nullable String callId() {
    return id.equals(idOf(name)) ? null : id;
  }
}
