// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import static com.alibaba.cloud.ai.graph.StateGraph.END;
import static com.alibaba.cloud.ai.graph.StateGraph.START;
import static com.alibaba.cloud.ai.graph.action.AsyncNodeAction.node_async;

import com.alibaba.cloud.ai.graph.CompileConfig;
import com.alibaba.cloud.ai.graph.CompiledGraph;
import com.alibaba.cloud.ai.graph.KeyStrategyFactory;
import com.alibaba.cloud.ai.graph.StateGraph;
import com.alibaba.cloud.ai.graph.action.NodeAction;
import com.alibaba.cloud.ai.graph.exception.GraphStateException;
import java.util.HashMap;
import java.util.Map;

/** Graphs for tests. */
final class Graphs {
  private static final KeyStrategyFactory REPLACING = HashMap::new;

  private Graphs() {}

  /** A node, as its name and what it does. */
  record Step(String name, NodeAction action) {}

  /** Returns a node that sets the value of its name. */
  static Step sets(String name, Object value) {
    return new Step(name, state -> Map.of(name, value));
  }

  static Step fails(String name, RuntimeException failure) {
    return new Step(
        name,
        state -> {
          throw failure;
        });
  }

  /** Returns a graph of nodes in a line. */
  static StateGraph line(String name, Step... steps) throws GraphStateException {
    StateGraph graph = new StateGraph(name, REPLACING);
    String last = START;
    for (Step step : steps) {
      graph.addNode(step.name(), node_async(step.action()));
      graph.addEdge(last, step.name());
      last = step.name();
    }
    return graph.addEdge(last, END);
  }

  /** Compiles a line of nodes, without a checkpoint saver. */
  static CompiledGraph compiled(String name, Step... steps) {
    try {
      return line(name, steps).compile(CompileConfig.builder().build());
    } catch (GraphStateException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
