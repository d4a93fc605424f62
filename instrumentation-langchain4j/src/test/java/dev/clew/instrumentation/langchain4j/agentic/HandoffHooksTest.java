// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.agent.Handoff;
import dev.clew.testkit.SpanRecorder;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.internal.AgentExecutor;
import dev.langchain4j.agentic.planner.AgentInstance;
import dev.langchain4j.agentic.planner.Planner;
import dev.langchain4j.agentic.scope.AgentInvocation;
import dev.langchain4j.agentic.scope.DefaultAgenticScope;
import dev.langchain4j.agentic.workflow.impl.LoopPlanner;
import dev.langchain4j.agentic.workflow.impl.ParallelPlanner;
import dev.langchain4j.agentic.workflow.impl.SequentialPlanner;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.V;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hooks of a planner's loop, with agents built by the library itself. */
public class HandoffHooksTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final AgentContextTransfer transfer = new AgentContextTransfer();
  private final HandoffHook handoff = new HandoffHook(spans.tracer(), transfer);
  private final PlannerLoopHook loop = new PlannerLoopHook(transfer);
  private final DefaultAgenticScope scope = DefaultAgenticScope.ephemeralAgenticScope();
  private final Object plannerLoop = new Object();

  /** An agent without an explicit name. */
  public interface Writer {
    @Agent("writes")
    String write(@V("topic") String topic);
  }

  /** An agent with an explicit name. */
  public interface Editor {
    @Agent(name = "editor", description = "edits")
    String edit(@V("story") String story);
  }

  private final List<AgentInstance> agents = agents();
  private final AgentExecutor writer = (AgentExecutor) agents.get(0);
  private final AgentExecutor editor = (AgentExecutor) agents.get(1);

  private static List<AgentInstance> agents() {
    ChatModel model = new ChatModel() {};
    Object workflow =
        AgenticServices.sequenceBuilder()
            .subAgents(
                AgenticServices.agentBuilder(Writer.class).chatModel(model).build(),
                AgenticServices.agentBuilder(Editor.class).chatModel(model).build())
            .build();
    return ((AgentInstance) workflow).subagents();
  }

  @Test
  void handoffInASequence_comesFromTheAgentThatFinishedLast() {
    run(
        new SequentialPlanner(),
        () -> {
          handoff.exit(hand(writer), "x", null);
          hand(editor);
        });

    assertThat(handoffs())
        .containsExactly(
            new HandoffData("Team", "Writer.write", "workflow"),
            new HandoffData("Writer.write", "editor", "workflow"));
    assertThat(names()).containsExactly("Team → Writer.write", "Writer.write → editor", "Team");
  }

  @Test
  void workflow_showsItsPlannerAndScope() {
    run(new SequentialPlanner(), () -> {});

    assertThat(spans.only(AgentData.class).details())
        .isEqualTo(Map.of("planner", "SequentialPlanner", "scope_id", scope.memoryId().toString()));
  }

  @Test
  void plannerThatAsksAModel_handsOverAsTheModelDecides() {
    run(
        context -> null,
        () -> {
          ask(); // in loop(), before its first agents
          hand(writer);
          PlannerLoopHook.State decision = finish();
          ask();
          loop.exit(decision, null, null);
          hand(editor);
        });

    assertThat(handoffs())
        .containsExactly(
            new HandoffData("Team", "Writer.write", "model"),
            new HandoffData("Team", "editor", "model"));
  }

  @Test
  void plannerThatDecidesForItself_isAWorkflow_whateverItsAgentsAsk() {
    run(
        context -> null,
        () -> {
          HandoffHook.State inside = hand(writer);
          ask();
          loop.exit(finish(), null, null);
          handoff.exit(inside, null, null);
          hand(editor);
        });

    assertThat(handoffs()).extracting(HandoffData::decidedBy).containsOnly("workflow");
  }

  @Test
  void optionalAgentThatIsSkipped_isNoHandoff() {
    run(
        new SequentialPlanner(),
        () -> {
          HandoffHook.State passedOver = handoff.enter(new Call(writer, scope, plannerLoop));
          handoff.exit(passedOver, null, null);
          hand(editor);
        });

    assertThat(handoffs()).containsExactly(new HandoffData("Team", "editor", "workflow"));
  }

  @Test
  void agentWhoseInputsAreMissing_isAHandoff() {
    run(
        new SequentialPlanner(),
        () ->
            handoff.exit(
                handoff.enter(new Call(writer, scope, plannerLoop)),
                null,
                new IllegalStateException("missing argument")));

    assertThat(handoffs()).hasSize(1);
  }

  @Test
  void loop_hasASpanForEachIteration() {
    run(
        loopPlanner(),
        () -> {
          for (int i = 0; i < 2; i++) {
            handoff.exit(hand(writer), null, null);
            handoff.exit(hand(editor), null, null);
          }
        });

    List<FinishedSpan> iterations = iterations();
    assertThat(iterations)
        .extracting(FinishedSpan::name)
        .containsExactly("iteration 1", "iteration 2");
    assertThat(iterations)
        .extracting(span -> SpanRecorder.data(span, CustomData.class).data())
        .containsExactly(Map.of("iteration", 1), Map.of("iteration", 2));
    assertThat(spans.spans().stream().filter(span -> span.type() == SpanType.HANDOFF))
        .extracting(FinishedSpan::parentId)
        .containsExactly(
            iterations.get(0).spanId(),
            iterations.get(0).spanId(),
            iterations.get(1).spanId(),
            iterations.get(1).spanId());
  }

  @Test
  void loopThatFails_failsItsIteration() {
    AgentRun workflow = start();
    Scope inWorkflow = workflow.context().makeCurrent();
    loop.enter(Call.at("created", plannerLoop, loopPlanner(), scope));
    PlannerLoopHook.State state = loop.enter(new Call(plannerLoop));
    HandoffHook.State inside = hand(writer);
    handoff.exit(inside, null, new IllegalStateException("model down"));

    loop.exit(state, null, new IllegalStateException("model down"));
    inWorkflow.close();

    assertThat(iterations()).extracting(FinishedSpan::status).containsExactly(SpanStatus.ERROR);
  }

  @Test
  void parallelAgents_areChildrenOfTheirWorkflow_andComeFromIt() {
    run(
        new ParallelPlanner(),
        () -> {
          Thread pool = new Thread(() -> handoff.exit(hand(writer), null, null));
          pool.start();
          join(pool);
        });

    FinishedSpan transfer = spans.spans().get(0);
    assertThat(transfer.name()).isEqualTo("Team → Writer.write");
    assertThat(transfer.parentId()).isEqualTo(spans.spans().get(1).spanId());
  }

  private static LoopPlanner loopPlanner() {
    return new LoopPlanner(3, false, (scope, round) -> false, "never");
  }

  private void run(Planner planner, Runnable agents) {
    AgentRun workflow = start();
    try (Scope ignored = workflow.context().makeCurrent()) {
      loop.enter(Call.at("created", plannerLoop, planner, scope));
      PlannerLoopHook.State state = loop.enter(new Call(plannerLoop));
      agents.run();
      loop.exit(state, "x", null);
    }
    workflow.end("x");
  }

  private AgentRun start() {
    LangChain4jAgent content =
        new LangChain4jAgent(SpanType.AGENT, "Team", null, null, Map::of, List::of, Map.of());
    return AgentRun.start(spans.tracer(), Context.current(), content, Object.class.getMethods()[0]);
  }

  /** Hands off to an agent that starts immediately. */
  private HandoffHook.State hand(AgentExecutor executor) {
    HandoffHook.State state = handoff.enter(new Call(executor, scope, plannerLoop));
    Handoff.agentStarts(spans.tracer(), Context.current());
    return state;
  }

  private PlannerLoopHook.State finish() {
    return loop.enter(
        Call.at(
            "finished",
            plannerLoop,
            new AgentInvocation(Writer.class, "write", "id", Map.of(), "x")));
  }

  /** Records a model call in the current run, as a model's hook does. */
  private void ask() {
    start().recordModelCall();
  }

  private List<HandoffData> handoffs() {
    return spans.spans().stream()
        .filter(span -> span.type() == SpanType.HANDOFF)
        .map(span -> SpanRecorder.data(span, HandoffData.class))
        .toList();
  }

  private List<FinishedSpan> iterations() {
    return spans.spans().stream().filter(span -> span.type() == SpanType.CUSTOM).toList();
  }

  private List<String> names() {
    return spans.spans().stream().map(FinishedSpan::name).toList();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
