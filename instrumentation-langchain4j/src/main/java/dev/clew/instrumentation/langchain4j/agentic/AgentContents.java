// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.AgentContent;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.planner.AgenticSystemTopology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the spans of agents say of the agents themselves. */
final class AgentContents {
  private static final String HUMAN = "dev.langchain4j.agentic.workflow.HumanInTheLoop";

  private AgentContents() {}

  static AgentContent of(AgentInstance agent, Supplier<Map<String, @Nullable Object>> inputs) {
    Class<?> type = agent.type();
    boolean human = type != null && type.getName().equals(HUMAN);
    List<AgentInstance> subagents = agent.subagents();
    return new AgentContent(
        human ? SpanType.CUSTOM : SpanType.AGENT,
        AgentNames.of(agent),
        description(agent),
        agent.outputType(),
        inputs,
        () -> AgentNames.of(subagents),
        details(agent, type));
  }

  private static @Nullable String description(AgentInstance agent) {
    String description = agent.description();
    return description == null || description.isBlank() ? null : description;
  }

  private static Map<String, @Nullable Object> details(
      AgentInstance agent, @Nullable Class<?> type) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    Class<?> planner = agent.plannerType();
    AgenticSystemTopology topology = agent.topology();
    if (type != null) {
      details.put("agent_type", type.getName());
    }
    if (planner != null) {
      details.put("planner", planner.getSimpleName());
    } else if (topology != null) {
      details.put("topology", topology.name());
    }
    if (agent.outputKey() != null) {
      details.put("output_key", agent.outputKey());
    }
    if (agent.async()) {
      details.put("async", true);
    }
    return details;
  }
}
