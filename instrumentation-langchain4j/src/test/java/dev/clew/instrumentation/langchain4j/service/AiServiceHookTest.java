// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.AgentData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.instrumentation.langchain4j.agent.LangChain4jAgent;
import dev.clew.kit.agent.AgentRun;
import dev.clew.kit.call.CallObservations;
import dev.clew.testkit.SpanRecorder;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.V;
import dev.langchain4j.service.memory.ChatMemoryAccess;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AiServiceHookTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final AiServiceHook hook =
      new AiServiceHook(
          new ServiceNames(), new CallObservations(spans.tracer(), (where, failure) -> {}));

  interface TriageAgent extends ChatMemoryAccess {
    String route(@MemoryId String session, @V("question") String question);

    Result<List<String>> plan(List<String> steps);

    default String shortcut() {
      return route("s", "q");
    }
  }

  private final TriageAgent service =
      (TriageAgent)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {TriageAgent.class},
              (proxy, method, arguments) -> null);

  private static Method method(Class<?> type, String name, Class<?>... parameters) {
    try {
      return type.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static final Method ROUTE =
      method(TriageAgent.class, "route", String.class, String.class);

  private AiServiceHook.State enter(Method method, Object... arguments) {
    return hook.enter(new Call(this, service, method, arguments));
  }

  interface WriterAgent {
    @Agent(name = "writer")
    String write();
  }

  @Test
  void methodOfAnAgenticAgent_isNamedAsItsAnnotationSays() {
    hook.exit(enter(method(WriterAgent.class, "write")), "text", null);

    assertThat(spans.only().name()).isEqualTo("writer");
  }

  @Test
  void call_isAnAgentWithItsArgumentsAndResult() {
    AiServiceHook.State state = enter(ROUTE, "session-1", "refund?");
    LangChain4jAgent.modelCalled(
        ChatRequest.builder()
            .messages(SystemMessage.from("You route."), UserMessage.from("refund?"))
            .toolSpecifications(ToolSpecification.builder().name("lookup").build())
            .build());
    hook.exit(state, "refunds", null);

    FinishedSpan span = spans.only();
    assertThat(span.name()).isEqualTo("TriageAgent.route");
    assertThat(span.groupId()).isEqualTo("session-1");
    assertThat(spans.only(AgentData.class))
        .isEqualTo(
            new AgentData(
                "TriageAgent.route",
                null,
                "You route.",
                List.of(),
                List.of("lookup"),
                "java.lang.String",
                Map.of("session", "session-1", "question", "refund?"),
                "refunds",
                Map.of()));
  }

  @Test
  void result_isShownByItsContent_andArgumentsAsTheyWere() {
    List<String> steps = new ArrayList<>(List.of("one"));
    AiServiceHook.State state = enter(method(TriageAgent.class, "plan", List.class), steps);
    steps.add("two");
    hook.exit(state, Result.builder().content(List.of("done")).build(), null);

    AgentData data = spans.only(AgentData.class);
    assertThat(data.inputs()).isEqualTo(Map.of("steps", List.of("one")));
    assertThat(data.output()).isEqualTo(List.of("done"));
  }

  @Test
  void callThatThrows_fails() {
    RuntimeException thrown = new IllegalStateException("down");

    hook.exit(enter(ROUTE, "s", "q"), null, thrown);

    assertThat(spans.only().error())
        .isEqualTo(new SpanError("java.lang.IllegalStateException", null, thrown));
    assertThat(Context.current().span()).isNull();
  }

  @Test
  void methodsThatAreNoServiceCalls_haveNoSpan() {
    assertThat(enter(method(Object.class, "toString"))).isNull();
    assertThat(enter(method(TriageAgent.class, "shortcut"))).isNull();
    assertThat(enter(method(ChatMemoryAccess.class, "getChatMemory", Object.class), "s")).isNull();
  }

  @Test
  void serviceBehindAnAgent_isPartOfTheAgentsRun() {
    LangChain4jAgent content =
        new LangChain4jAgent(
            dev.clew.api.trace.SpanType.AGENT, "triage", null, null, Map::of, List::of, Map.of());
    AgentRun run = AgentRun.start(spans.tracer(), Context.current(), content, ROUTE);
    try (var scope = run.context().makeCurrent()) {
      assertThat(enter(ROUTE, "s", "q")).isNull();

      AiServiceHook.State again = enter(ROUTE, "s", "q");
      hook.exit(again, "x", null);
    }
    run.end("x");

    assertThat(spans.spans())
        .extracting(FinishedSpan::name)
        .containsExactly("TriageAgent.route", "triage");
  }

  @Test
  void nestedService_isAChild() {
    AiServiceHook.State outer = enter(ROUTE, "s", "q");
    hook.exit(enter(ROUTE, "other", "q"), "inner", null);
    hook.exit(outer, "outer", null);

    List<FinishedSpan> ended = spans.spans();
    assertThat(ended.get(0).parentId()).isEqualTo(ended.get(1).spanId());
    assertThat(ended.get(1).status()).isEqualTo(SpanStatus.OK);
    assertThat(ended.get(1).groupId()).isEqualTo("s");
  }
}
