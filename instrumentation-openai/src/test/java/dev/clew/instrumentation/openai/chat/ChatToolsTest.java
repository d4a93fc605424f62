// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import static dev.clew.instrumentation.openai.chat.HookedClient.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.SpanTree;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ChatToolsTest {
  private static ChatCompletionToolMessageParam result(String id, String content) {
    return ChatCompletionToolMessageParam.builder().toolCallId(id).content(content).build();
  }

  private static Span start(HookedClient hooked, SpanType type, String name) {
    return hooked
        .spans
        .tracer()
        .start(Context.root(), type, name, () -> new CustomData(name, Map.of()));
  }

  @Test
  void create_toolRunByTheApplication_liesBetweenItsGenerations() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(
                new ToolCall("call_a", "weather", "{\"city\":\"Rome\"}"),
                new ToolCall("call_b", "hotels", "{}")),
            Reply.text("Sunny."),
            Reply.text("Bye."))) {
      Span agent = start(hooked, SpanType.AGENT, "desk");

      try (Scope ignored = Context.root().with(agent).makeCurrent()) {
        ChatCompletion asked = hooked.create(ask("Rome?").build());
        ChatCompletionCreateParams.Builder conversation =
            ask("Rome?")
                .addMessage(asked.choices().get(0).message())
                .addMessage(result("call_b", "none"))
                .addMessage(result("call_a", "sunny"));
        hooked.create(conversation.build());
        hooked.create(conversation.addUserMessage("Thanks").build());
      }

      List<FinishedSpan> functions = hooked.spans.spans(SpanType.FUNCTION);
      assertThat(functions).extracting(FinishedSpan::name).containsExactly("hotels", "weather");
      assertThat(functions)
          .allSatisfy(span -> assertThat(span.parentId()).isEqualTo(agent.spanId()));
      assertThat(SpanRecorder.data(functions.get(1), FunctionData.class))
          .isEqualTo(
              new FunctionData("weather", "{\"city\":\"Rome\"}", "sunny", "call_a", null, true));
      FinishedSpan asking = hooked.spans.spans(SpanType.GENERATION).get(0);
      FinishedSpan next = hooked.spans.spans(SpanType.GENERATION).get(1);
      assertThat(functions.get(0).startEpochNanos()).isGreaterThanOrEqualTo(asking.endEpochNanos());
      assertThat(functions.get(0).endEpochNanos()).isLessThanOrEqualTo(next.startEpochNanos());
    }
  }

  @Test
  void create_toolLoopWithNothingAbove_isOneTraceSideBySide() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(new ToolCall("call_a", "weather", "{}")),
            Reply.toolCalls(new ToolCall("call_b", "hotels", "{}")),
            Reply.text("Sunny."))) {
      ChatCompletion first = hooked.create(ask("Rome?").build());
      ChatCompletionCreateParams.Builder conversation =
          ask("Rome?")
              .addMessage(first.choices().get(0).message())
              .addMessage(result("call_a", "sunny"));
      ChatCompletion second = hooked.create(conversation.build());
      conversation
          .addMessage(second.choices().get(0).message())
          .addMessage(result("call_b", "none"));
      hooked.create(conversation.build());

      assertThat(SpanTree.of(hooked.spans.spans()).toString())
          .isEqualTo(
              """
              generation chat gpt-4o-mini
              function weather
              generation chat gpt-4o-mini
              function hotels
              generation chat gpt-4o-mini
              """);
      assertThat(hooked.spans.spans()).extracting(FinishedSpan::parentId).containsOnlyNulls();
      assertThat(hooked.spans.spans())
          .extracting(FinishedSpan::traceId)
          .containsOnly(hooked.spans.spans().get(0).traceId());
      assertThat(hooked.spans.traces())
          .extracting(TraceRecord::spans)
          .containsExactly(2, 2, 4, 4, 5);
    }
  }

  @Test
  void create_nextTurnOfAChat_isATraceOfItsOwn() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(new ToolCall("call_a", "weather", "{}")),
            Reply.text("Sunny."),
            Reply.text("Bye."))) {
      ChatCompletion first = hooked.create(ask("Rome?").build());
      ChatCompletionCreateParams.Builder conversation =
          ask("Rome?")
              .addMessage(first.choices().get(0).message())
              .addMessage(result("call_a", "sunny"));
      hooked.create(conversation.build());

      hooked.create(conversation.addUserMessage("Thanks").build());

      List<FinishedSpan> calls = hooked.spans.spans(SpanType.GENERATION);
      assertThat(calls.get(1).traceId()).isEqualTo(calls.get(0).traceId());
      assertThat(calls.get(2).traceId()).isNotEqualTo(calls.get(0).traceId());
    }
  }

  @Test
  void create_resultSentWhereTheContextIsLost_staysUnderTheAgent() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(new ToolCall("call_a", "weather", "{}")), Reply.text("Sunny."))) {
      Span agent = start(hooked, SpanType.AGENT, "desk");
      try (Scope ignored = Context.root().with(agent).makeCurrent()) {
        hooked.create(ask("Rome?").build());
      }

      hooked.create(ask("Rome?").addMessage(result("call_a", "sunny")).build());

      assertThat(hooked.spans.spans())
          .extracting(FinishedSpan::parentId)
          .containsOnly(agent.spanId());
    }
  }

  @Test
  void stream_toolRunByTheApplication_isAFunctionToo() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(new ToolCall("call_a", "weather", "{}")), Reply.text("Sunny."))) {
      hooked.stream(ask("Rome?").build()).stream().forEach(chunk -> {});

      hooked.create(ask("Rome?").addMessage(result("call_a", "sunny")).build());

      assertThat(hooked.spans.spans(SpanType.FUNCTION)).hasSize(1);
    }
  }

  @Test
  void create_transferTool_isAHandoff() {
    try (HookedClient hooked =
        new HookedClient(Reply.toolCalls(new ToolCall("call_a", "transfer_to_refunds", "{}")))) {
      hooked.create(ask("Money back").build());

      FinishedSpan handoff = hooked.spans.spans(SpanType.HANDOFF).get(0);
      assertThat(SpanRecorder.data(handoff, HandoffData.class).toAgent()).isEqualTo("refunds");
      assertThat(hooked.spans.spans(SpanType.FUNCTION)).isEmpty();
    }
  }

  @Test
  void create_underGenerationOfAFramework_infersNothing() {
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(
                new ToolCall("call_a", "weather", "{}"),
                new ToolCall("call_b", "transfer_to_refunds", "{}")),
            Reply.text("Sunny."))) {
      Span framework = start(hooked, SpanType.GENERATION, "framework");

      try (Scope ignored = Context.root().with(framework).makeCurrent()) {
        hooked.create(ask("Rome?").build());
        hooked.create(ask("Rome?").addMessage(result("call_a", "sunny")).build());
      }

      assertThat(hooked.spans.spans()).isEmpty();
    }
  }

  @Test
  void create_twoConversationsOnPooledThreads_keepTheirToolsApart() throws Exception {
    // The provider uses the same id in both, as some compatible ones do.
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (HookedClient hooked =
        new HookedClient(
            Reply.toolCalls(new ToolCall("call_0", "weather", "{}")),
            Reply.toolCalls(new ToolCall("call_0", "weather", "{}")),
            Reply.text("Done."),
            Reply.text("Done."))) {
      Span one = start(hooked, SpanType.AGENT, "one");
      Span two = start(hooked, SpanType.AGENT, "two");
      run(pool, one, () -> hooked.create(ask("One?").build()));
      run(pool, two, () -> hooked.create(ask("Two?").build()));

      run(pool, two, () -> hooked.create(ask("Two?").addMessage(result("call_0", "2")).build()));
      run(pool, one, () -> hooked.create(ask("One?").addMessage(result("call_0", "1")).build()));

      List<FinishedSpan> functions = hooked.spans.spans(SpanType.FUNCTION);
      assertThat(functions)
          .extracting(FinishedSpan::parentId)
          .containsExactly(two.spanId(), one.spanId());
      assertThat(functions)
          .extracting(span -> SpanRecorder.data(span, FunctionData.class).output())
          .containsExactly("2", "1");
    } finally {
      pool.shutdownNow();
    }
  }

  private static void run(ExecutorService pool, Span agent, Runnable task)
      throws ExecutionException, InterruptedException {
    Future<?> done = pool.submit(Context.root().with(agent).wrap(task));
    done.get();
  }
}
