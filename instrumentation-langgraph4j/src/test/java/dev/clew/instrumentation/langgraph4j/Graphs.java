// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import static org.bsc.langgraph4j.StateGraph.END;
import static org.bsc.langgraph4j.StateGraph.START;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bsc.async.AsyncGenerator;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.NodeAction;
import org.bsc.langgraph4j.state.AgentState;
import org.jspecify.annotations.Nullable;

/** Graphs for tests. What has changed between versions is called by name. */
final class Graphs {
  static final RunnableConfig DEFAULT = RunnableConfig.builder().build();

  private Graphs() {}

  /** A node, as its name and what it does. */
  record Step(String name, NodeAction<AgentState> action) {}

  /** Returns a node that sets the value of its name. */
  static Step sets(String name, Object value) {
    return new Step(name, state -> Map.of(name, value));
  }

  /** Returns a node that runs another graph, and takes over its state. */
  static Step runs(String name, CompiledGraph<AgentState> graph) {
    return new Step(name, state -> graph.invoke(state.data()).orElseThrow().data());
  }

  static Step fails(String name, RuntimeException failure) {
    return new Step(
        name,
        state -> {
          throw failure;
        });
  }

  /** Returns a graph of nodes in a line. */
  static StateGraph<AgentState> line(Step... steps) throws GraphStateException {
    StateGraph<AgentState> graph = new StateGraph<>(AgentState::new);
    String last = START;
    for (Step step : steps) {
      graph.addNode(step.name(), node_async(step.action()));
      graph.addEdge(last, step.name());
      last = step.name();
    }
    return graph.addEdge(last, END);
  }

  /** Returns a graph that branches from its first node to the others, and ends in the last one. */
  static StateGraph<AgentState> branches(Step first, List<Step> branches, Step last)
      throws GraphStateException {
    StateGraph<AgentState> graph = new StateGraph<>(AgentState::new);
    graph.addNode(first.name(), node_async(first.action()));
    graph.addNode(last.name(), node_async(last.action()));
    graph.addEdge(START, first.name()).addEdge(last.name(), END);
    for (Step step : branches) {
      graph.addNode(step.name(), node_async(step.action()));
      graph.addEdge(first.name(), step.name()).addEdge(step.name(), last.name());
    }
    return graph;
  }

  /** Returns a compiled graph of nodes in a line. */
  static CompiledGraph<AgentState> compiled(Step... steps) {
    try {
      return line(steps).compile(CompileConfig.builder().build());
    } catch (GraphStateException invalid) {
      throw new AssertionError(invalid);
    }
  }

  /** Adds a node that is a graph, which older versions call a subgraph. */
  static void addGraph(StateGraph<AgentState> to, String name, CompiledGraph<AgentState> graph) {
    Method method =
        Arrays.stream(StateGraph.class.getMethods())
            .filter(
                each -> each.getName().equals("addNode") || each.getName().equals("addSubgraph"))
            .filter(each -> each.getParameterCount() == 2)
            .filter(each -> each.getParameterTypes()[1] == CompiledGraph.class)
            .findFirst()
            .orElseThrow();
    call(method, to, name, graph);
  }

  /** Calls {@code stream(Map, RunnableConfig)}, whose result type has changed. */
  @SuppressWarnings("unchecked")
  static AsyncGenerator<NodeOutput<AgentState>> stream(
      CompiledGraph<AgentState> graph, @Nullable Map<String, Object> input, RunnableConfig config) {
    try {
      Method method = CompiledGraph.class.getMethod("stream", Map.class, RunnableConfig.class);
      return (AsyncGenerator<NodeOutput<AgentState>>) call(method, graph, input, config);
    } catch (NoSuchMethodException missing) {
      throw new AssertionError(missing);
    }
  }

  private static Object call(Method method, Object target, @Nullable Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw new AssertionError(thrown.getCause());
    } catch (IllegalAccessException inaccessible) {
      throw new AssertionError(inaccessible);
    }
  }
}
