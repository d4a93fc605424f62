// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import static dev.clew.instrumentation.springaialibaba.Graphs.compiled;
import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.cloud.ai.graph.CompileConfig;
import com.alibaba.cloud.ai.graph.CompiledGraph;
import com.alibaba.cloud.ai.graph.StateGraph;
import dev.clew.instrumentation.springaialibaba.Graphs.Step;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Graphs and what is in states may be the application's: Clew calls none of their methods. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringAiAlibabaModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownValues_areNotCalled() {
    Step plan = new Step("plan", state -> Map.of("value", new OwnValue()));

    compiled("trip", plan).stream(Map.of()).blockLast();

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent trip\n  custom plan\n");
  }

  @Test
  void ownGraph_isNotCalled() throws Exception {
    StateGraph graph = new OwnGraph();
    graph
        .addNode("plan", state -> CompletableFuture.completedFuture(Map.of()))
        .addEdge(StateGraph.START, "plan")
        .addEdge("plan", StateGraph.END);
    CompiledGraph compiled = graph.compile(CompileConfig.builder().build());
    Probe.calls();

    compiled.invoke(Map.of());

    assertThat(Probe.calls()).isEmpty();
    assertThat(weaving.tree()).hasToString("agent graph\n  custom plan\n");
  }

  private static final class OwnGraph extends StateGraph {
    OwnGraph() {
      super("own", HashMap::new);
    }

    @Override
    public String getName() {
      Probe.note("StateGraph", "getName");
      return super.getName();
    }
  }

  private static final class OwnValue {
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
      return "own";
    }
  }
}
