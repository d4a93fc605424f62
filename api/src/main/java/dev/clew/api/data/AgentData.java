// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent.
 *
 * @param instructions its system prompt, if known
 * @param handoffs names of the agents it may hand over to
 * @param tools names of the tools it may use
 * @param outputType the Java type or schema of its answer
 * @param inputs its named inputs
 * @param output its answer
 * @param details anything else the library provides, such as {@code agent_type} or {@code scope_id}
 */
public record AgentData(
    String name,
    @Nullable String description,
    @Nullable String instructions,
    List<String> handoffs,
    List<String> tools,
    @Nullable String outputType,
    Map<String, @Nullable Object> inputs,
    @Nullable Object output,
    Map<String, @Nullable Object> details)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.AGENT;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }
}
