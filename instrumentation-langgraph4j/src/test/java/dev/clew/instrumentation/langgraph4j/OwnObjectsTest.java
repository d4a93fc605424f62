// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import static dev.clew.instrumentation.langgraph4j.Graphs.compiled;
import static dev.clew.instrumentation.langgraph4j.Graphs.sets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.langgraph4j.Graphs.Step;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.bsc.async.AsyncGenerator;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.NodeOutput;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeAction;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes, states, outputs and futures are often the application's: Clew calls none of them. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangGraph4jModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownStateAndValues_areNotCalled() throws Exception {
    StateGraph<OwnState> graph = new StateGraph<>(OwnState::new);
    graph
        .addNode("plan", AsyncNodeAction.node_async(state -> Map.of("value", new OwnValue())))
        .addEdge(StateGraph.START, "plan")
        .addEdge("plan", StateGraph.END);

    graph.compile().invoke(Map.of("first", new OwnValue()));

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent graph\n  custom plan\n");
  }

  @Test
  void ownInput_isNotCalled() {
    compiled(sets("plan", 1)).invoke(new OwnMap());

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent graph\n  custom plan\n");
  }

  @Test
  void ownConfiguration_isNotCalled() throws Exception {
    CompileConfig config = Probe.like(CompileConfig.builder().build());

    Graphs.line(sets("plan", 1)).compile(config).invoke(Map.of());

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent graph\n  custom plan\n");
  }

  @Test
  void ownGeneratorItsFuturesAndOutputs_areNotCalled() {
    Step talk = new Step("talk", state -> Map.of("stream", new OwnGenerator()));

    compiled(talk).invoke(Map.of());

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent graph\n  custom talk\n");
  }

  private static final class OwnState extends AgentState {
    OwnState(Map<String, Object> data) {
      super(data);
    }

    @Override
    public String toString() {
      Probe.note("AgentState", "toString");
      return super.toString();
    }
  }

  private static final class OwnValue implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public boolean equals(Object other) {
      Probe.note("OwnValue", "equals");
      return other instanceof OwnValue;
    }

    @Override
    public int hashCode() {
      Probe.note("OwnValue", "hashCode");
      return 1;
    }

    @Override
    public String toString() {
      Probe.note("OwnValue", "toString");
      return "own";
    }
  }

  private static final class OwnMap extends AbstractMap<String, Object> {
    @Override
    public Set<Entry<String, Object>> entrySet() {
      Probe.note("Map", "entrySet");
      return new HashMap<String, Object>(Map.of("goal", "Rome")).entrySet();
    }
  }

  private static final class OwnOutput extends NodeOutput<AgentState> {
    OwnOutput() {
      super("word", new AgentState(Map.of()));
    }

    @Override
    public String node() {
      Probe.note("NodeOutput", "node");
      return super.node();
    }

    @Override
    public AgentState state() {
      Probe.note("NodeOutput", "state");
      return super.state();
    }
  }

  private static final class OwnFuture extends CompletableFuture<NodeOutput<AgentState>> {
    @Override
    public boolean isDone() {
      Probe.note("CompletableFuture", "isDone");
      return super.isDone();
    }

    @Override
    public boolean isCompletedExceptionally() {
      Probe.note("CompletableFuture", "isCompletedExceptionally");
      return super.isCompletedExceptionally();
    }

    @Override
    public NodeOutput<AgentState> getNow(NodeOutput<AgentState> absent) {
      Probe.note("CompletableFuture", "getNow");
      return super.getNow(absent);
    }
  }

  private static final class OwnGenerator implements AsyncGenerator<NodeOutput<AgentState>> {
    private int words;

    @Override
    public Data<NodeOutput<AgentState>> next() {
      if (++words > 2) {
        return new Data<>(null, null, Map.of("words", words));
      }
      OwnFuture future = new OwnFuture();
      future.complete(new OwnOutput());
      return new Data<>(
          words == 1 ? future : CompletableFuture.completedFuture(new OwnOutput()), null, null);
    }

    @Override
    public Executor executor() {
      Probe.note("AsyncGenerator", "executor");
      return Runnable::run;
    }
  }
}
