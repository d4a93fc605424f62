// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.text;
import static io.agentscope.sample.SampleModel.tools;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.AgentData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.core.ReActAgent;
import io.agentscope.core.agent.RuntimeContext;
import io.agentscope.core.message.Msg;
import io.agentscope.core.message.ToolResultBlock;
import io.agentscope.core.model.ChatResponse;
import io.agentscope.core.tool.Toolkit;
import io.agentscope.core.tracing.NoopTracer;
import io.agentscope.core.tracing.Tracer;
import io.agentscope.core.tracing.TracerRegistry;
import io.agentscope.sample.SampleModel;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@SuppressWarnings("removal") // what the library will drop one day
class AgentTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new AgentScopeModule(), new ReactorModule(), new ConcurrentModule());

  private final SampleModel model = new SampleModel();

  @AfterEach
  void resetTracer() {
    TracerRegistry.register(new NoopTracer());
  }

  @Test
  void agentWithTools_isATree() {
    model.answers(tools("weather", "broken")).answers(text("Sunny."));
    ReActAgent agent = Agents.agent("guide", model, new Agents.Weather());

    assertThat(Agents.ask(agent)).isEqualTo("Sunny.");

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat sample-1
              function weather
              function broken [error java.lang.IllegalStateException]
              generation chat sample-1
            """);
  }

  @Test
  void agent_hasInstructionsToolsInputAndOutput() {
    model.answers(text("Hello."));

    Agents.ask(Agents.agent("guide", model, new Agents.Weather()));

    FinishedSpan span = weaving.spans().spans(SpanType.AGENT).get(0);
    AgentData data = SpanRecorder.data(span, AgentData.class);
    assertThat(data.name()).isEqualTo("guide");
    assertThat(data.description()).isEqualTo("What guide does");
    assertThat(data.instructions()).contains("You are guide.");
    assertThat(data.tools()).containsExactlyInAnyOrder("weather", "broken");
    assertThat(data.inputs()).isEqualTo(Map.of("message", "Go"));
    assertThat(data.output()).isEqualTo("Hello.");
    assertThat(data.details()).isEqualTo(Map.of("agent_type", "ReActAgent"));
    assertThat(weaving.spans().traces().get(0).groupId()).isNull();
  }

  @Test
  void call_isARunForEachSubscription() {
    model.answers(text("One.")).answers(text("Two."));
    Mono<Msg> answer = Agents.call(Agents.agent("guide", model));

    assertThat(weaving.spans().spans()).isEmpty();
    assertThat(model.requests()).isEmpty();
    answer.block();
    answer.block();

    assertThat(weaving.spans().spans(SpanType.AGENT)).hasSize(2);
  }

  @Test
  void failure_isThatOfTheModel() {
    IllegalStateException failure = new IllegalStateException("no model");
    model.answers(Flux.error(failure));
    ReActAgent agent = Agents.agent("guide", model);

    assertThatThrownBy(() -> Agents.ask(agent)).isSameAs(failure);

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide [error java.lang.IllegalStateException]
              generation chat sample-1 [error java.lang.IllegalStateException]
            """);
  }

  @Test
  void cancelledRun_isCancelledWithItsModelCall() {
    model.answers(Flux.just(SampleModel.piece("To ")).concatWith(Flux.never()));

    Disposable running = Agents.call(Agents.agent("guide", model)).subscribe();
    running.dispose();

    assertThat(weaving.spans().spans())
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.status()).isEqualTo(SpanStatus.CANCELLED));
  }

  @Test
  void agentInATool_isHandedOffTo() {
    SampleModel other = new SampleModel().answers(text("Rome."));
    ReActAgent helper = Agents.agent("helper", other);
    Agents.OwnTool tool =
        new Agents.OwnTool(
            "ask_helper",
            param ->
                Agents.call(helper).map(answer -> ToolResultBlock.text(answer.getTextContent())));

    Agents.ask(Agents.agent("guide", Agents.requesting("ask_helper"), tool));

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat sample-1
              function ask_helper
                handoff guide → helper
                agent helper
                  generation chat sample-1
              generation chat sample-1
            """);
    FinishedSpan handoff = weaving.spans().spans(SpanType.HANDOFF).get(0);
    assertThat(SpanRecorder.data(handoff, HandoffData.class))
        .isEqualTo(new HandoffData("guide", "helper", "model"));
  }

  @Test
  @Tag("newest")
  void subAgentTool_isAFunctionWithTheAgentInside() {
    SampleModel other = new SampleModel().answers(text("Rome."));
    Toolkit toolkit = new Toolkit();
    toolkit.registration().subAgent(() -> Agents.agent("helper", other)).apply();
    model
        .answers(SampleModel.call("c1", "call_helper", "{\"message\":\"Where?\"}"))
        .answers(text("Done."));

    Agents.ask(ReActAgent.builder().name("guide").model(model).toolkit(toolkit).build());

    assertThat(weaving.tree())
        .hasToString(
            """
            agent guide
              generation chat sample-1
              function call_helper
                handoff guide → helper
                agent helper
                  generation chat sample-1
              generation chat sample-1
            """);
  }

  @Test
  void stream_isOneRun() {
    model.answers(text("Hello."));

    Agents.agent("guide", model).stream(Agents.question("Go")).blockLast();

    assertThat(weaving.tree()).hasToString("agent guide\n  generation chat sample-1\n");
  }

  @Test
  @Tag("newest")
  void streamEvents_isOneRun_andIsCancelledEarly() {
    model.answers(text("Hello.")).answers(Flux.never());
    ReActAgent agent = Agents.agent("guide", model);

    agent.streamEvents(Agents.question("Go")).blockLast();
    agent.streamEvents(Agents.question("Go")).blockFirst();

    assertThat(weaving.spans().spans(SpanType.AGENT))
        .extracting(FinishedSpan::status)
        .containsExactly(SpanStatus.OK, SpanStatus.CANCELLED);
  }

  @Test
  @Tag("newest")
  void session_isTheGroup() {
    model.answers(text("Hello."));
    RuntimeContext context = RuntimeContext.builder().sessionId("s-1").userId("u-1").build();

    Agents.agent("guide", model).call(Agents.question("Go"), context).block();

    assertThat(weaving.spans().traces().get(0).groupId()).isEqualTo("s-1");
    FinishedSpan agent = weaving.spans().spans(SpanType.AGENT).get(0);
    assertThat(SpanRecorder.data(agent, AgentData.class).details()).containsEntry("user_id", "u-1");
  }

  @Test
  void tracerThatPassesCallsOn_isNoRunOfItsOwn() {
    TracerRegistry.register(new OwnTracer());
    model.answers(text("Hello."));

    Agents.ask(Agents.agent("guide", model));

    assertThat(weaving.tree()).hasToString("agent guide\n  generation chat sample-1\n");
  }

  /** One of its methods passes the call on at once, the other later. */
  private static final class OwnTracer implements Tracer {
    @Override
    public Mono<Msg> callAgent(
        io.agentscope.core.agent.AgentBase agent, List<Msg> messages, Supplier<Mono<Msg>> work) {
      return Tracer.super.callAgent(agent, messages, work).doOnNext(answer -> {});
    }

    @Override
    public Flux<ChatResponse> callModel(
        io.agentscope.core.model.ChatModelBase model,
        List<Msg> messages,
        List<io.agentscope.core.model.ToolSchema> tools,
        io.agentscope.core.model.GenerateOptions options,
        Supplier<Flux<ChatResponse>> work) {
      return Flux.defer(() -> Tracer.super.callModel(model, messages, tools, options, work));
    }
  }
}
