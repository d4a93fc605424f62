// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.planner.AgentInstance;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of agents as users know them.
 *
 * <p>An agent without an explicit name is named after its method, so that half of a program's
 * agents would be {@code invoke} or {@code chat}; those are shown as {@code Interface.method}. The
 * library's {@code agentId} is not suitable, because it differs for each place an agent is attached
 * to.
 */
final class AgentNames {
  private static final String LIBRARY = "dev.langchain4j.agentic.";

  private static final Pattern NUMBER = Pattern.compile("_\\d+$");

  private AgentNames() {}

  static String of(AgentInstance agent) {
    return LibraryObjects.mayCall(agent) ? of(agent.type(), agent.name()) : "agent";
  }

  static String of(@Nullable Class<?> type, @Nullable String name) {
    if (type == null || type == Object.class) { // an A2A agent has the class Object
      return name == null ? "agent" : name;
    }
    if (name == null) {
      return type.getSimpleName();
    }
    // A list mapper appends a number to the names of its agents.
    if (!hasMethod(type, NUMBER.matcher(name).replaceFirst(""))) {
      return name;
    }
    return type.getName().startsWith(LIBRARY)
        ? type.getSimpleName()
        : type.getSimpleName() + "." + name;
  }

  /** Returns the name of an agent of which only the method is known. */
  static String ofMethod(Method method) {
    Agent annotation = method.getAnnotation(Agent.class);
    if (annotation != null && !annotation.name().isBlank()) {
      return annotation.name();
    }
    Class<?> type = method.getDeclaringClass();
    return type == UntypedAgent.class ? "workflow" : type.getSimpleName() + "." + method.getName();
  }

  static List<String> of(List<AgentInstance> agents) {
    List<String> names = new ArrayList<>(agents.size());
    for (AgentInstance agent : agents) {
      names.add(of(agent));
    }
    return names;
  }

  private static boolean hasMethod(Class<?> type, String name) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
