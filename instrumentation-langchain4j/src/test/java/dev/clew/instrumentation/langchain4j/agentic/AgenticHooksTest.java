// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.agentic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.instrumentation.langchain4j.service.TokenStreams;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import dev.clew.testkit.SpanRecorder;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.agent.AgentInvocationException;
import dev.langchain4j.agentic.internal.AgentExecutor;
import dev.langchain4j.agentic.internal.AgentInvocationArguments;
import dev.langchain4j.agentic.internal.AgentInvoker;
import dev.langchain4j.agentic.internal.InternalAgent;
import dev.langchain4j.agentic.scope.DefaultAgenticScope;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hooks of agents, with agents built by the library itself. */
public class AgenticHooksTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final AgentContextTransfer transfer = new AgentContextTransfer();
  private final TokenStreams streams =
      new TokenStreams(new CallObservations(spans.tracer(), (where, failure) -> {}));
  private final AgentInvokerHook invoke = new AgentInvokerHook(spans.tracer(), transfer, streams);
  private final WorkflowHook workflow = new WorkflowHook(spans.tracer(), streams);
  private final DefaultAgenticScope scope = DefaultAgenticScope.ephemeralAgenticScope();
  private final ChatModel model = new ChatModel() {};

  /** An agent without an explicit name. */
  public interface Writer {
    @Agent("writes")
    @UserMessage("Write about {{topic}}")
    String write(@V("topic") String topic);
  }

  /** An agent with an explicit name. */
  public interface Editor {
    @Agent(name = "editor", description = "edits")
    @UserMessage("Edit {{story}}")
    String edit(@V("story") String story);
  }

  /** A workflow with a memory id. */
  public interface Novel {
    @Agent
    String create(@MemoryId String session, @V("topic") String topic);
  }

  private final Writer writer =
      AgenticServices.agentBuilder(Writer.class).chatModel(model).outputKey("story").build();
  private final Editor editor =
      AgenticServices.agentBuilder(Editor.class).chatModel(model).outputKey("story").build();

  private static AgentExecutor executor(Object agent, Class<?> type, String method) {
    try {
      Method declared =
          List.of(type.getMethods()).stream()
              .filter(m -> m.getName().equals(method))
              .findFirst()
              .orElseThrow();
      return new AgentExecutor(AgentInvoker.fromMethod((InternalAgent) agent, declared), agent);
    } catch (RuntimeException e) {
      throw new AssertionError(e);
    }
  }

  private Call invocation(AgentExecutor executor, AgentInvocationArguments arguments) {
    return new Call(executor.agentInvoker(), scope, executor.agent(), arguments);
  }

  private static AgentInvocationArguments arguments(Map<String, Object> named) {
    return new AgentInvocationArguments(new HashMap<>(named), named.values().toArray());
  }

  @Test
  void invocation_isAnAgentWithItsInputsAndOutput() {
    AgentExecutor executor = executor(writer, Writer.class, "write");

    AgentInvokerHook.State state =
        invoke.enter(
            invocation(
                executor, arguments(Map.of("topic", "cats", "__planner_state_Sequential", "1"))));
    invoke.exit(state, "Once upon a time", null);

    assertThat(spans.only(AgentData.class))
        .isEqualTo(
            new AgentData(
                "Writer.write",
                "writes",
                null,
                List.of(),
                List.of(),
                "java.lang.String",
                Map.of("topic", "cats"),
                "Once upon a time",
                Map.of(
                    "agent_type",
                    Writer.class.getName(),
                    "topology",
                    "AI_AGENT",
                    "output_key",
                    "story",
                    "scope_id",
                    scope.memoryId().toString())));
  }

  @Test
  void invocationThatFails_showsWhatReallyHappened() {
    Exception real = new IllegalStateException("model down");
    AgentInvokerHook.State state =
        invoke.enter(
            invocation(executor(editor, Editor.class, "edit"), arguments(Map.of("story", "s"))));

    invoke.exit(
        state, null, new AgentInvocationException("Failed", new InvocationTargetException(real)));

    assertThat(spans.only().name()).isEqualTo("editor");
    assertThat(spans.only().error())
        .isEqualTo(new SpanError("java.lang.IllegalStateException", null, real));
  }

  @Test
  void serviceOrWorkflowBehindAnAgent_belongsToItsRun() {
    AgentExecutor executor = executor(writer, Writer.class, "write");
    AgentInvokerHook.State state =
        invoke.enter(invocation(executor, arguments(Map.of("topic", "cats"))));

    assertThat(AgentRun.current().claim(executor.agentInvoker().method())).isTrue();
    assertThat(AgentRun.current().claim(executor.agentInvoker().method())).isFalse();
    invoke.exit(state, "x", null);
  }

  @Test
  void workflowCalledByTheApplication_isTheRoot_groupedByItsMemoryId() throws Exception {
    Novel novel =
        AgenticServices.sequenceBuilder(Novel.class)
            .subAgents(writer, editor)
            .outputKey("story")
            .build();
    Method create = Novel.class.getMethod("create", String.class, String.class);

    WorkflowHook.State state =
        workflow.enter(
            new Call(
                Proxy.getInvocationHandler(novel),
                null,
                create,
                new Object[] {"session-1", "cats"}));
    workflow.exit(state, "a story", null);

    assertThat(spans.only().groupId()).isEqualTo("session-1");
    AgentData data = spans.only(AgentData.class);
    assertThat(data.name()).isEqualTo("Novel.create");
    assertThat(data.handoffs()).isEqualTo(List.of("Writer.write", "editor"));
    assertThat(data.inputs()).isEqualTo(Map.of("session", "session-1", "topic", "cats"));
    assertThat(data.output()).isEqualTo("a story");
  }

  @Test
  void untypedWorkflow_isCalledByItsKind_andShowsTheMapOfInputs() throws Exception {
    UntypedAgent sequence =
        AgenticServices.sequenceBuilder().subAgents(writer, editor).outputKey("story").build();
    Method invokeMethod = UntypedAgent.class.getMethod("invoke", Map.class);

    WorkflowHook.State state =
        workflow.enter(
            new Call(
                Proxy.getInvocationHandler(sequence),
                null,
                invokeMethod,
                new Object[] {Map.of("topic", "cats")}));
    workflow.exit(state, "a story", null);

    assertThat(spans.only().name()).isEqualTo("Sequential");
    assertThat(spans.only(AgentData.class).inputs()).isEqualTo(Map.of("topic", "cats"));
  }

  @Test
  void asynchronousAgentAndItsRetry_areChildrenOfTheirWorkflow() throws Exception {
    AgentExecutor executor = executor(writer, Writer.class, "write");
    AgentInvocationArguments first = arguments(Map.of("topic", "cats"));
    AgentInvocationArguments second = arguments(Map.of("topic", "cats"));
    AsyncAgentHook async = new AsyncAgentHook(transfer);
    AgentRun run = start("Sequential");
    try (Scope ignored = run.context().makeCurrent()) {
      async.enter(new Call(executor, scope, writer, null, first, true));
    }

    Thread pool =
        new Thread(
            () -> {
              AgentInvocationException once =
                  new AgentInvocationException("once", new RuntimeException());
              invoke.exit(invoke.enter(invocation(executor, first)), null, once);
              Scope recovery =
                  async.enter(Call.at("handleAgentFailure", executor, once, scope, writer, null));
              async.enter(new Call(executor, scope, writer, null, second, false));
              invoke.exit(invoke.enter(invocation(executor, second)), "x", null);
              async.exit(recovery, "x", null);
            });
    pool.start();
    pool.join();

    assertThat(spans.spans())
        .hasSize(2)
        .extracting(FinishedSpan::parentId)
        .containsOnly(run.span().spanId());
  }

  private AgentRun start(String name) {
    LangChain4jAgent content =
        new LangChain4jAgent(SpanType.AGENT, name, null, null, Map::of, List::of, Map.of());
    return AgentRun.start(spans.tracer(), Context.current(), content, Object.class.getMethods()[0]);
  }
}
