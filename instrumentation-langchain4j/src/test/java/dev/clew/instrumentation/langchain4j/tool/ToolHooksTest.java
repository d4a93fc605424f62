// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.ToolRun;
import dev.clew.testkit.SpanRecorder;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolHooksTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final ToolContextTransfer transfer = new ToolContextTransfer(new ToolLoops());
  private final ToolHook results = new ToolHook(spans.tracer(), transfer);
  private final ToolHook texts = new ToolHook(spans.tracer(), transfer);
  private final ToolMethodHook method = new ToolMethodHook();
  private final ToolExecutionRequest request =
      ToolExecutionRequest.builder().id("c1").name("fare").arguments("{\"to\":\"Rome\"}").build();

  private Call funnel() {
    return new Call(null, request, null, null, null, null);
  }

  private static ToolExecutionResult success(String text) {
    return ToolExecutionResult.builder().resultText(text).build();
  }

  private static ToolExecutionResult error(String text) {
    return ToolExecutionResult.builder().isError(true).resultText(text).build();
  }

  @Test
  void execution_isOneSpan_howeverManyMethodsCarryIt() {
    ToolHook.State funnel = results.enter(funnel());
    ToolHook.State withContext = results.enter(new Call(this, request, null));
    ToolHook.State plain = texts.enter(new Call(this, request, "memory"));
    texts.exit(plain, "90", null);
    results.exit(withContext, success("90"), null);
    results.exit(funnel, success("90"), null);

    assertThat(spans.only().name()).isEqualTo("fare");
    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only(FunctionData.class))
        .isEqualTo(new FunctionData("fare", "{\"to\":\"Rome\"}", "90", "c1", null, false));
  }

  @Test
  void exceptionBehindTheErrorText_isTheFailure() {
    Exception real = new IllegalStateException("no fares today");
    ToolHook.State funnel = results.enter(funnel());
    ToolHook.State withContext = results.enter(new Call(this, request, null));
    ToolRun tool = method.enter(new Call(this, (Object) new Object[0]));
    method.exit(tool, null, new InvocationTargetException(real));
    results.exit(withContext, null, new ToolExecutionException(real));
    results.exit(funnel, error("no fares today"), null);

    assertThat(spans.only().error())
        .isEqualTo(new SpanError("java.lang.IllegalStateException", null, real));
    assertThat(spans.only(FunctionData.class).output()).isEqualTo("no fares today");
  }

  @Test
  void executorThatReturnsItsFailureAsText_isFailed() {
    Exception real = new IllegalStateException("no fares today");
    ToolHook.State plain = texts.enter(new Call(this, request, "memory"));
    method.exit(
        method.enter(new Call(this, (Object) new Object[0])),
        null,
        new InvocationTargetException(real));
    texts.exit(plain, "no fares today", null);

    assertThat(spans.only().error())
        .isEqualTo(new SpanError("java.lang.IllegalStateException", null, real));
  }

  @Test
  void errorResultWithoutException_isFailedWithItsText() {
    results.exit(results.enter(funnel()), error("refused"), null);

    assertThat(spans.only().error()).isEqualTo(new SpanError("tool_error", "refused", null));
  }

  @Test
  void retryThatSucceeds_isNoFailure() {
    ToolHook.State retrying = results.enter(new Call(this, request, null));
    results.exit(results.enter(new Call(this, request, null)), null, new RuntimeException("once"));
    results.exit(results.enter(new Call(this, request, null)), success("90"), null);
    results.exit(retrying, success("90"), null);

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void errorHandlerThatThrows_doesNotHideWhatTheToolThrew() {
    Exception real = new UnsupportedOperationException("lambda");
    ToolHook.State funnel = results.enter(funnel());
    results.exit(results.enter(new Call(this, request, null)), null, real);
    results.exit(funnel, null, new NullPointerException("in the handler"));

    assertThat(spans.only().error())
        .isEqualTo(new SpanError("java.lang.UnsupportedOperationException", null, real));
  }

  @Test
  void inaccessibleMethod_isTriedAgain_andIsNoFailure() {
    ToolHook.State funnel = results.enter(funnel());
    method.exit(
        method.enter(new Call(this, (Object) new Object[0])), null, new IllegalAccessException());
    results.exit(funnel, success("90"), null);

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void resultOfSeveralParts_isShownAsText() {
    ToolExecutionResult mixed =
        ToolExecutionResult.builder()
            .resultContents(
                List.of(TextContent.from("see"), ImageContent.from("https://example.org/a.png")))
            .build();

    results.exit(results.enter(funnel()), mixed, null);

    assertThat(spans.only(FunctionData.class).output()).isEqualTo("see\n[IMAGE]");
  }

  @Test
  void messageOfOlderVersions_isShownAsText() {
    ToolHook messages = new ToolHook(spans.tracer(), transfer);

    messages.exit(
        messages.enter(funnel()), ToolExecutionResultMessage.from("c1", "fare", "90"), null);

    assertThat(spans.only(FunctionData.class).output()).isEqualTo("90");
  }

  @Test
  void equalRequestWithoutId_isAnotherExecution() {
    ToolExecutionRequest one = ToolExecutionRequest.builder().name("fare").arguments("{}").build();
    ToolExecutionRequest two = ToolExecutionRequest.builder().name("fare").arguments("{}").build();

    ToolHook.State outer = texts.enter(new Call(this, one, "m"));
    texts.exit(texts.enter(new Call(this, two, "m")), "inner", null);
    texts.exit(outer, "outer", null);

    assertThat(spans.spans()).hasSize(2);
    assertThat(spans.spans().get(0).parentId()).isEqualTo(spans.spans().get(1).spanId());
  }

  @Test
  void requestWithoutNameAndArguments_isShownNevertheless() {
    ToolExecutionRequest empty = ToolExecutionRequest.builder().id("c1").build();
    ToolExecutionRequest again = ToolExecutionRequest.builder().id("c1").build();

    ToolHook.State funnel = results.enter(new Call(null, empty, null, null, null, null));
    texts.exit(texts.enter(new Call(this, again, "memory")), "90", null);
    results.exit(funnel, success("90"), null);

    assertThat(spans.only(FunctionData.class))
        .isEqualTo(new FunctionData("tool", null, "90", "c1", null, false));
  }

  @Test
  void toolOnAnotherThread_isAChildOfTheService_bySharedInvocation() throws Exception {
    InvocationContext invocation = InvocationContext.builder().build();
    assertThat(parentOnAnotherThread(invocation, invocation)).isTrue();
  }

  @Test
  void toolOnAnotherThread_isAChildOfTheService_beforeThereWereInvocations() throws Exception {
    assertThat(parentOnAnotherThread("default", "default")).isTrue();
  }

  @Test
  void toolOfAnotherInvocation_isNotAChildOfTheService() throws Exception {
    assertThat(
            parentOnAnotherThread(
                InvocationContext.builder().build(), InvocationContext.builder().build()))
        .isFalse();
  }

  private boolean parentOnAnotherThread(Object left, Object arrived) throws Exception {
    ConcurrentToolsHook concurrent = new ConcurrentToolsHook(transfer);
    Span service =
        spans.tracer().start(SpanType.AGENT, "service", () -> new CustomData("", Map.of()));
    try (Scope scope = Context.current().with(service).makeCurrent()) {
      ConcurrentToolsHook.State state =
          concurrent.enter(new Call(this, List.of(request), Map.of(), left));
      Thread pool =
          new Thread(
              () -> {
                Call call = new Call(null, request, null, arrived, null, null);
                results.exit(results.enter(call), success("90"), null);
              });
      pool.start();
      pool.join();
      concurrent.exit(state, Map.of(), null);
    }
    return service.spanId().equals(spans.only().parentId());
  }
}
