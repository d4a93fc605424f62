// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langgraph4j;

import static dev.clew.instrumentation.langgraph4j.Graphs.compiled;
import static dev.clew.instrumentation.langgraph4j.Graphs.fails;
import static dev.clew.instrumentation.langgraph4j.Graphs.runs;
import static dev.clew.instrumentation.langgraph4j.Graphs.sets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langgraph4j.Graphs.Step;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.action.AsyncNodeAction;
import org.bsc.langgraph4j.checkpoint.MemorySaver;
import org.bsc.langgraph4j.state.AgentState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GraphTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangGraph4jModule());

  private static AgentData agent() {
    return weaving.spans().spans(SpanType.AGENT).stream()
        .reduce((first, last) -> last)
        .map(span -> SpanRecorder.data(span, AgentData.class))
        .orElseThrow();
  }

  @Test
  void invoke_isAnAgentWithItsNodes() {
    CompiledGraph<AgentState> graph = compiled(sets("plan", "walk"), sets("act", List.of("a", 1)));

    Map<String, Object> end = graph.invoke(Map.of("goal", "Rome")).orElseThrow().data();

    assertThat(end).hasSize(3);
    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
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
  @Tag("newest")
  void graphId_isTheName() throws Exception {
    Graphs.line(sets("plan", "walk"))
        .compile(CompileConfig.builder().graphId("planner").build())
        .invoke(Map.of());

    assertThat(weaving.tree()).hasToString("agent planner\n  custom plan\n");
  }

  @Test
  void threadId_isTheGroup() throws Exception {
    CompileConfig config = CompileConfig.builder().checkpointSaver(new MemorySaver()).build();
    CompiledGraph<AgentState> graph = Graphs.line(sets("plan", "walk")).compile(config);

    graph.invoke(Map.of("goal", "Rome"), RunnableConfig.builder().threadId("t-1").build());

    assertThat(weaving.spans().traces().get(0).groupId()).isEqualTo("t-1");
    assertThat(agent().details()).containsEntry("thread_id", "t-1");
  }

  @Test
  void nodeThatFails_failsWithItsOwnException() {
    IllegalStateException failure = new IllegalStateException("no way");
    CompiledGraph<AgentState> graph = compiled(sets("plan", "walk"), fails("act", failure));

    assertThatThrownBy(() -> graph.invoke(Map.of())).hasRootCause(failure);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph [error java.lang.IllegalStateException]
              custom plan
              custom act [error java.lang.IllegalStateException]
            """);
  }

  @Test
  void interruption_endsTheRun_andResumingIsAnotherOne() throws Exception {
    CompileConfig config =
        CompileConfig.builder().checkpointSaver(new MemorySaver()).interruptBefore("act").build();
    CompiledGraph<AgentState> graph =
        Graphs.line(sets("plan", "walk"), sets("act", "go")).compile(config);
    RunnableConfig thread = RunnableConfig.builder().threadId("t-1").build();

    graph.invoke(Map.of("goal", "Rome"), thread);

    assertThat(agent().details()).containsEntry("interrupted", true).doesNotContainKey("resumed");
    Graphs.stream(graph, null, thread).forEach(output -> {}); // not all versions invoke null
    assertThat(agent().details()).containsEntry("resumed", true).doesNotContainKey("interrupted");
    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              custom plan
            agent graph
              custom act
            """);
    assertThat(SpanRecorder.data(weaving.spans().spans(SpanType.CUSTOM).get(1), CustomData.class))
        .extracting(CustomData::data)
        .isEqualTo(
            Map.of(
                "update",
                TestedVersions.passesStateToNodes()
                    ? Map.of("act", "go")
                    : Map.of("act", "go", "goal", "Rome", "plan", "walk")));
  }

  @Test
  void graphThatIsANode_isAnAgentOfItsName() throws Exception {
    StateGraph<AgentState> graph = Graphs.line(sets("plan", "walk"));
    StateGraph<AgentState> outer = new StateGraph<>(AgentState::new);
    Graphs.addGraph(outer, "inner", graph.compile());
    outer
        .addNode("act", AsyncNodeAction.node_async(state -> Map.of()))
        .addEdge(StateGraph.START, "inner")
        .addEdge("inner", "act")
        .addEdge("act", StateGraph.END);

    outer.compile().invoke(Map.of());

    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              agent inner
                custom plan
              custom act
            """);
  }

  @Test
  void agentsOfDifferentNodes_handOver() {
    CompiledGraph<AgentState> clerk = compiled(sets("ask", "who"));
    CompiledGraph<AgentState> porter = compiled(sets("carry", "it"));
    CompiledGraph<AgentState> hotel =
        compiled(
            sets("open", true), runs("clerk", clerk), sets("note", "ok"), runs("porter", porter));

    hotel.invoke(Map.of());

    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              custom open
              custom clerk
                agent clerk
                  custom ask
              custom note
              custom porter
                handoff clerk → porter
                agent porter
                  custom carry
            """);
    assertThat(weaving.spans().spans(SpanType.HANDOFF))
        .extracting(span -> SpanRecorder.data(span, HandoffData.class))
        .containsExactly(new HandoffData("clerk", "porter", "workflow"));
  }

  @Test
  void parallelNodes_areBranchesOfOneNode() throws Exception {
    Step[] branches = {sets("east", 1), sets("west", 2)};

    Graphs.branches(sets("fork", 0), List.of(branches), sets("join", 3)).compile().invoke(Map.of());

    boolean named = TestedVersions.atLeast("1.6.0");
    assertThat(weaving.tree())
        .hasToString(
            """
            agent graph
              custom fork
              custom __PARALLEL__(fork)
            %s  custom join
            """
                .formatted(named ? "    custom east\n    custom west\n" : ""));
  }
}
