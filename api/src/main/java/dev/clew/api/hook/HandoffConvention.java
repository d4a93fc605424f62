// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.hook;

import org.jspecify.annotations.Nullable;

/**
 * The convention by which a call of a tool stands for a handoff to another agent, as the user has
 * set it with {@code clew.handoff.pattern}.
 *
 * <p>A hook asks for it in its constructor.
 */
@FunctionalInterface
public interface HandoffConvention {
  /** Returns the agent that the tool hands over to, or null if it is an ordinary tool. */
  @Nullable String target(String toolName);
}
