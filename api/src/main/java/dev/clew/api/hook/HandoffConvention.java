// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import org.jspecify.annotations.Nullable;

/**
 * Decides which tool calls are handoffs to another agent, according to {@code
 * clew.handoff.pattern}.
 *
 * <p>A hook gets it through its constructor.
 */
@FunctionalInterface
public interface HandoffConvention {
  /** Returns the agent that the tool hands off to, or null for an ordinary tool. */
  @Nullable String target(String toolName);
}
