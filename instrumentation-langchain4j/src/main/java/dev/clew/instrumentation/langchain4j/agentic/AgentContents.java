// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.workflow.HumanInTheLoop;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates the content of agents' spans. */
final class AgentContents {
  private static final String AGENTIC = "dev.langchain4j.agentic.";
  private static final Set<String> REMOTE = Set.of("a2a", "mcp");

  private AgentContents() {}

  static LangChain4jAgent of(
      AgentInstance agent, Method method, Supplier<Map<String, @Nullable Object>> inputs) {
    Class<?> type = agent.type();
    boolean human =
        type == HumanInTheLoop.class
            || method.isAnnotationPresent(dev.langchain4j.agentic.declarative.HumanInTheLoop.class);
    List<AgentInstance> subagents = agent.subagents();
    return new LangChain4jAgent(
        human ? SpanType.CUSTOM : SpanType.AGENT,
        AgentNames.of(agent),
        description(agent),
        agent.outputType(),
        inputs,
        () -> AgentNames.of(subagents),
        () -> details(agent, type));
  }

  private static @Nullable String description(AgentInstance agent) {
    String description = agent.description();
    return description == null || description.isBlank() ? null : description;
  }

  private static Map<String, @Nullable Object> details(
      AgentInstance agent, @Nullable Class<?> type) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    String remote = remote(agent.getClass().getName());
    if (remote != null) {
      details.put("remote", remote);
    } else if (type != null) {
      details.put("agent_type", type.getName());
    }
    if (agent.subagents().isEmpty()) {
      // A workflow's behaviour is better described by its planner.
      putIfKnown(details, "topology", Accessors.read(agent, "topology")); // since 1.10
    }
    putIfKnown(details, "output_key", agent.outputKey());
    if (Boolean.TRUE.equals(Accessors.read(agent, "async"))) {
      details.put("async", true);
    }
    return details;
  }

  /** Returns the protocol of a remote agent: its invoker is in a package of that name. */
  private static @Nullable String remote(String className) {
    if (!className.startsWith(AGENTIC)) {
      return null;
    }
    String rest = className.substring(AGENTIC.length());
    String protocol = rest.substring(0, Math.max(0, rest.indexOf('.')));
    return REMOTE.contains(protocol) ? protocol : null;
  }

  private static void putIfKnown(
      Map<String, @Nullable Object> details, String key, @Nullable Object value) {
    if (value != null) {
      details.put(key, value.toString());
    }
  }
}
