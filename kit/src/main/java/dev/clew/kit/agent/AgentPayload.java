// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** The content of an agent run's span. */
public interface AgentPayload extends Payload {
  /** Returns AGENT, or CUSTOM for a library's internal work. */
  default SpanType type() {
    return SpanType.AGENT;
  }

  /** Returns the agent's name. */
  String name();

  /** Returns the payload for another run of the same call, if that is possible. */
  default AgentPayload forNextRun() {
    return this;
  }

  /** Records the agent's answer. */
  void answered(@Nullable Object answer);

  /** Returns the answer passed to {@link #answered}. */
  @Nullable Object output();

  /** Adds a detail that becomes known while the agent runs; the first value of a key wins. */
  default void addDetail(String key, @Nullable Object value) {}
}
