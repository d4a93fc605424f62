// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.SpanTree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkflowStepTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final AgentRun workflow = start("workflow", Context.root());

  private AgentRun start(String name, Context parent) {
    return AgentRun.start(spans.tracer(), parent, new Payload(name), null);
  }

  private String tree() {
    workflow.end(null);
    return SpanTree.of(spans.spans()).toString();
  }

  @Test
  void agentInTheFirstStep_isNotHandedOverTo() {
    WorkflowStep step = new WorkflowStep(workflow, null, "a");

    start("x", step.in(workflow.context())).end(null);

    assertThat(step.isOfAgent()).isTrue();
    assertThat(tree()).isEqualTo("agent workflow\n  agent x\n");
  }

  @Test
  void agentInALaterStep_isHandedOverToOnce() {
    WorkflowStep step = new WorkflowStep(workflow, "a", "b");

    start("x", step.in(workflow.context())).end(null);
    start("x", step.in(workflow.context())).end(null);

    assertThat(tree()).isEqualTo("agent workflow\n  handoff a → b\n  agent x\n  agent x\n");
  }

  @Test
  void agentThatRepeatsItsStep_isNotHandedOverTo() {
    start("x", new WorkflowStep(workflow, "a", "a").in(workflow.context())).end(null);

    assertThat(tree()).isEqualTo("agent workflow\n  agent x\n");
  }

  @Test
  void agentBelowAnotherOne_isNoneOfTheWorkflow() {
    AgentRun helper = start("helper", workflow.context());
    WorkflowStep step = new WorkflowStep(workflow, "a", "b");

    start("x", step.in(helper.context())).end(null);
    helper.end(null);

    assertThat(step.isOfAgent()).isFalse();
    assertThat(tree()).isEqualTo("agent workflow\n  agent helper\n    agent x\n");
  }

  @Test
  void agentThatATool_calls_isHandedOverToByTheModel() {
    WorkflowStep step = new WorkflowStep(workflow, "a", "b");

    start("x", AgentRun.inTool(step.in(workflow.context()))).end(null);

    assertThat(step.isOfAgent()).isFalse();
    assertThat(tree()).isEqualTo("agent workflow\n  handoff workflow → x\n  agent x\n");
  }

  @Test
  void toolInAStep_isAskedForByTheWorkflow() {
    Context node = new WorkflowStep(workflow, null, "tools").in(workflow.context());
    Span span =
        spans.tracer().start(node, SpanType.CUSTOM, "tools", () -> new CustomData("x", Map.of()));

    assertThat(AgentRun.asking(node.with(span))).isEqualTo(workflow);
    assertThat(AgentRun.asking(workflow.context().with(span))).isNull();
  }

  private record Payload(String name) implements AgentPayload {
    @Override
    public void answered(@Nullable Object answer) {}

    @Override
    public @Nullable Object output() {
      return null;
    }

    @Override
    public SpanData render() {
      return new AgentData(name, null, null, List.of(), List.of(), null, Map.of(), null, Map.of());
    }

    @Override
    public long retainedBytes() {
      return 0;
    }
  }
}
