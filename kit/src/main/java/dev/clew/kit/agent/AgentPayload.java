// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/** What the run of an agent says. */
public interface AgentPayload extends Payload {
  /** Returns AGENT, or CUSTOM for what a library does behind the scenes. */
  SpanType type();

  /** Returns the agent's name. */
  String name();

  /** Returns the payload of another run of the same call. */
  AgentPayload again();

  /** Takes what the agent answered. */
  void answered(@Nullable Object answer);

  /** Returns what {@link #answered} took. */
  @Nullable Object output();

  /** Adds a detail that only turned up while the agent ran; the first value of a key stays. */
  void found(String key, @Nullable Object value);
}
