// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.LlmAgent;
import com.google.adk.events.Event;
import com.google.adk.tools.AgentTool;
import com.google.adk.tools.FunctionTool;
import dev.clew.api.data.AgentData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.reactive.RxJavaModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.reactivex.rxjava3.core.Flowable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AgentTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new GoogleAdkModule(), new RxJavaModule());

  private final FakeModel model = new FakeModel();

  private static FunctionTool tool(String method) {
    return FunctionTool.create(SampleTools.class, method);
  }

  private static FunctionData function() {
    FinishedSpan span = weaving.spans().spans(SpanType.FUNCTION).get(0);
    return SpanRecorder.data(span, FunctionData.class);
  }

  @Test
  void agentWithATool_isATree() {
    model.answers(Adk.toolCalls("weather {\"city\":\"Rome\"}")).answers(Adk.text("Sunny."));
    LlmAgent agent = Adk.agent("guide", model, "tools", List.of(tool("weather")));

    assertThat(Adk.ask(agent, "Weather in Rome?")).endsWith("Sunny.");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat fake-1
              function weather
              generation chat fake-1
            """);
    FunctionData function = function();
    assertThat(function.input()).isEqualTo("{\"city\":\"Rome\"}");
    assertThat(function.output()).isEqualTo("{\"forecast\":\"sun in Rome\"}");
    assertThat(function.toolCallId()).startsWith("adk-");
  }

  @Test
  void agent_hasInstructionsToolsInputOutputAndSession() {
    model.answers(Adk.text("Hello."));
    LlmAgent helper = Adk.agent("helper", new FakeModel());
    LlmAgent agent =
        Adk.agent("guide", model, "tools", List.of(tool("weather")), "subAgents", List.of(helper));
    Adk.Conversation conversation = new Adk.Conversation(agent);

    Adk.texts(conversation.say("Hi"));

    FinishedSpan span = weaving.spans().spans(SpanType.AGENT).get(0);
    AgentData data = SpanRecorder.data(span, AgentData.class);
    assertThat(data.name()).isEqualTo("guide");
    assertThat(data.description()).isEqualTo("What guide does");
    assertThat(data.instructions()).contains("You are guide.");
    assertThat(data.handoffs()).containsExactly("helper");
    assertThat(data.tools()).contains("weather", Adk.TRANSFER);
    assertThat(data.inputs()).isEqualTo(Map.of("message", "Hi"));
    assertThat(data.output()).isEqualTo("Hello.");
    assertThat(data.details())
        .containsEntry("agent_type", "LlmAgent")
        .containsEntry("app_name", "app")
        .containsEntry("user_id", "user-1")
        .containsKey("invocation_id");
    assertThat(weaving.spans().traces())
        .extracting(trace -> trace.groupId())
        .containsOnly(conversation.session.id());
  }

  @Test
  void transfer_isAHandoffAndNoFunction() {
    FakeModel other = new FakeModel().answers(Adk.text("Done."));
    LlmAgent helper = Adk.agent("helper", other);
    model.answers(Adk.transferTo("helper"));
    LlmAgent agent = Adk.agent("guide", model, "subAgents", List.of(helper));

    assertThat(Adk.ask(agent, "Help")).endsWith("Done.");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat fake-1
              handoff guide → helper
              agent helper
                generation chat fake-1
            """);
    FinishedSpan handoff = weaving.spans().spans(SpanType.HANDOFF).get(0);
    assertThat(SpanRecorder.data(handoff, HandoffData.class))
        .isEqualTo(new HandoffData("guide", "helper", "model"));
  }

  @Test
  void agentTool_isAFunctionWithTheAgentInside() {
    FakeModel other = new FakeModel().answers(Adk.text("Rome."));
    model.answers(Adk.toolCalls("helper {\"request\":\"Where?\"}")).answers(Adk.text("To Rome."));
    LlmAgent agent =
        Adk.agent("guide", model, "tools", List.of(AgentTool.create(Adk.agent("helper", other))));

    assertThat(Adk.ask(agent, "Where to?")).endsWith("To Rome.");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat fake-1
              function helper
                agent helper
                  generation chat fake-1
              generation chat fake-1
            """);
  }

  @Test
  void workflowAgents_haveTheirStepsBelow() {
    FakeModel first = new FakeModel().answers(Adk.text("One."));
    FakeModel second = new FakeModel().answers(Adk.text("Two."));
    FakeModel third = new FakeModel().answers(Adk.text("Three."));

    assertThat(
            Adk.ask(
                Adk.sequential(
                    "pipeline",
                    Adk.agent("first", first),
                    Adk.parallel("both", Adk.agent("second", second), Adk.agent("third", third))),
                "Go"))
        .containsExactlyInAnyOrder("One.", "Two.", "Three.");

    assertThat(weaving.tree().toString())
        .startsWith("agent pipeline\n  agent first\n    generation chat fake-1\n  agent both\n")
        .contains("    agent second\n      generation chat fake-1\n")
        .contains("    agent third\n      generation chat fake-1\n");
    assertThat(weaving.spans().spans()).hasSize(8);
  }

  @Test
  void agentThatLeavesALoop_isComplete() {
    model.answers(Adk.text("Again.")).answers(Adk.toolCalls("leave"));
    LlmAgent step = Adk.agent("step", model, "tools", List.of(tool("leave")));

    Adk.ask(Adk.loop("loop", step), "Go");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent loop
              agent step
                generation chat fake-1
              agent step
                generation chat fake-1
                function leave
            """);
  }

  @Test
  void failingTool_failsWithItsOwnException() {
    model.answers(Adk.toolCalls("broken")).answers(Adk.text("Sorry."));
    LlmAgent agent = Adk.agent("guide", model, "tools", List.of(tool("broken")));

    assertThat(Adk.ask(agent, "Go")).endsWith("Sorry.");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat fake-1
              function broken [error java.lang.IllegalStateException]
              generation chat fake-1
            """);
  }

  @Test
  void failingModel_failsTheAgentToo() {
    model.answers(Flowable.error(new IllegalArgumentException("bad key")));

    assertThatThrownBy(() -> Adk.ask(Adk.agent("guide", model), "Go"))
        .hasMessageContaining("bad key");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide [error java.lang.IllegalArgumentException]
              generation chat fake-1 [error java.lang.IllegalArgumentException]
            """);
  }

  @Test
  void cancelledRun_isCancelled() {
    model.answers(Flowable.never()); // the library does not cancel the model, but a step's cache

    new Adk.Conversation(Adk.agent("guide", model)).say("Go").subscribe().dispose();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide [cancelled]
            """);
  }

  @Test
  void run_thatNobodySubscribes_isNone() {
    new Adk.Conversation(Adk.agent("guide", model)).say("Go");

    assertThat(weaving.spans().spans()).isEmpty();
    assertThat(model.requests).isEmpty();
  }

  @Test
  void run_subscribedTwice_isTwo() {
    model.answers(Adk.text("One.")).answers(Adk.text("Two."));
    Flowable<Event> run = new Adk.Conversation(Adk.agent("guide", model)).say("Go");

    assertThat(Adk.texts(run)).containsExactly("One.");
    assertThat(Adk.texts(run)).containsExactly("Two.");

    assertThat(weaving.spans().spans(SpanType.AGENT)).hasSize(2);
    assertThat(weaving.spans().spans(SpanType.GENERATION)).hasSize(2);
    assertThat(weaving.spans().spans(SpanType.AGENT))
        .extracting(span -> SpanRecorder.data(span, AgentData.class).output())
        .containsExactly("One.", "Two.");
  }

  @Test
  void subscriber_runsInItsOwnContext() {
    model.answers(Adk.toolCalls("weather {\"city\":\"Rome\"}")).answers(Adk.text("Sunny."));
    LlmAgent agent = Adk.agent("guide", model, "tools", List.of(tool("weather")));
    List<Boolean> traced = new ArrayList<>();

    new Adk.Conversation(agent)
        .say("Go")
        .doOnNext(event -> traced.add(Context.current().span() != null))
        .blockingSubscribe();

    assertThat(traced).hasSize(3).containsOnly(false);
  }
}
