// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springaialibaba;

import static dev.clew.instrumentation.springaialibaba.Graphs.compiled;
import static dev.clew.instrumentation.springaialibaba.Graphs.fails;
import static dev.clew.instrumentation.springaialibaba.Graphs.sets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.cloud.ai.graph.CompileConfig;
import com.alibaba.cloud.ai.graph.CompiledGraph;
import com.alibaba.cloud.ai.graph.NodeOutput;
import com.alibaba.cloud.ai.graph.RunnableConfig;
import com.alibaba.cloud.ai.graph.StateGraph;
import com.alibaba.cloud.ai.graph.action.AsyncNodeAction;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.instrumentation.springaialibaba.Graphs.Step;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class GraphTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new SpringAiAlibabaModule(), new ReactorModule(), new ConcurrentModule());

  private static AgentData agent() {
    return SpanRecorder.data(weaving.spans().spans(SpanType.AGENT).get(0), AgentData.class);
  }

  @Test
  void invoke_isAnAgentWithItsNodes() {
    CompiledGraph graph = compiled("trip", sets("plan", "walk"), sets("act", List.of("a", 1)));

    Map<String, Object> end = graph.invoke(Map.of("goal", "Rome")).orElseThrow().data();

    assertThat(end).containsEntry("plan", "walk");
    assertThat(weaving.tree())
        .hasToString(
            """
            agent trip
              custom plan
              custom act
            """);
    assertThat(agent().inputs()).isEqualTo(Map.of("goal", "Rome"));
    assertThat(agent().output())
        .isEqualTo(Map.of("goal", "Rome", "plan", "walk", "act", List.of("a", 1)));
    assertThat(agent().details()).isEqualTo(Map.of("nodes", List.of("plan", "act")));
    assertThat(weaving.spans().spans(SpanType.CUSTOM))
        .extracting(span -> SpanRecorder.data(span, CustomData.class).data())
        .containsExactly(
            Map.of("update", Map.of("plan", "walk")),
            Map.of("update", Map.of("act", List.of("a", 1))));
  }

  @Test
  void threadId_isTheGroup() {
    compiled("trip", sets("plan", "walk"))
        .invoke(Map.of(), RunnableConfig.builder().threadId("t-1").build());

    assertThat(weaving.spans().traces().get(0).groupId()).isEqualTo("t-1");
    assertThat(agent().details()).containsEntry("thread_id", "t-1");
  }

  @Test
  void nodeThatFails_failsWithItsOwnException() {
    IllegalStateException failure = new IllegalStateException("no way");
    CompiledGraph graph = compiled("trip", sets("plan", "walk"), fails("act", failure));

    assertThatThrownBy(() -> graph.invoke(Map.of())).hasMessage("no way");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent trip [error java.lang.IllegalStateException]
              custom plan
              custom act [error java.lang.IllegalStateException]
            """);
  }

  @Test
  void stream_isARunPerSubscription_andNoneBefore() {
    Flux<NodeOutput> steps = compiled("trip", sets("plan", "walk")).stream(Map.of());

    assertThat(weaving.spans().spans()).isEmpty();

    steps.blockLast();
    steps.blockLast();

    assertThat(weaving.tree())
        .hasToString("agent trip\n  custom plan\nagent trip\n  custom plan\n");
  }

  @Test
  void stream_thatIsCancelled_isCancelled() {
    CompiledGraph graph = compiled("trip", sets("plan", "walk"), sets("act", 1));

    NodeOutput last = graph.stream(Map.of()).take(2).blockLast();

    assertThat(last.node()).isEqualTo("plan");
    assertThat(weaving.spans().spans(SpanType.AGENT))
        .extracting(span -> span.status())
        .containsExactly(SpanStatus.CANCELLED);
  }

  @Test
  void graphThatIsANode_isAnAgentInIt() throws Exception {
    StateGraph graph = new StateGraph("outer", HashMap::new);
    graph
        .addNode("plan", AsyncNodeAction.node_async(state -> Map.of("plan", "walk")))
        .addNode("trip", compiled("inner", sets("act", 1)))
        .addEdge(StateGraph.START, "plan")
        .addEdge("plan", "trip")
        .addEdge("trip", StateGraph.END);

    graph.compile(CompileConfig.builder().build()).invoke(Map.of());

    assertThat(weaving.tree())
        .hasToString(
            """
            agent outer
              custom plan
              custom trip
                agent trip
                  custom act
            """);
  }

  @Test
  void graphThatIsRunByANode_isHandedOverToFromTheOneBefore() {
    CompiledGraph one = compiled("one", sets("a", 1));
    CompiledGraph other = compiled("other", sets("b", 2));
    Step first = new Step("first", state -> one.invoke(Map.of()).orElseThrow().data());
    Step second = new Step("second", state -> other.invoke(Map.of()).orElseThrow().data());

    compiled("desk", first, sets("note", 1), second).invoke(Map.of());

    assertThat(weaving.tree())
        .hasToString(
            """
            agent desk
              custom first
                agent first
                  custom a
              custom note
              custom second
                handoff first → second
                agent second
                  custom b
            """);
  }

  @Test
  void interruptedRun_saysSo() throws Exception {
    CompiledGraph graph =
        Graphs.line("trip", sets("plan", "walk"), sets("act", 1))
            .compile(CompileConfig.builder().interruptBefore("act").build());

    graph.stream(Map.of(), RunnableConfig.builder().threadId("t-2").build()).blockLast();

    assertThat(weaving.tree()).hasToString("agent trip\n  custom plan\n");
    assertThat(agent().details()).containsEntry("interrupted", true);
  }
}
