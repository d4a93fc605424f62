// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.responses.ResponseInputItem;
import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.TestServices;
import dev.clew.kit.agent.MonotonicClock;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.call.TraceContinuation;
import dev.clew.testkit.SpanRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolLoopTest {
  private static final String SERVER = "http://a/v1";

  private final SpanRecorder spans = new SpanRecorder();
  private final TestClock clock = new TestClock();
  private final ToolLoop tools = new ToolLoop(spans.tracer(), TestServices.HANDOFFS, clock);

  private static final class TestClock extends MonotonicClock {
    private long now;

    @Override
    public long nanoTime() {
      return now;
    }
  }

  private static ChatCompletionToolMessageParam message(String id, String content) {
    return ChatCompletionToolMessageParam.builder().toolCallId(id).content(content).build();
  }

  private static RequestedTool tool(String id, String name) {
    return new RequestedTool(id, name, "{}");
  }

  private void request(Context caller, RequestedTool... requested) {
    tools.start(caller, SERVER, null, List.of(requested), RequestedTools::output);
  }

  private Context agent(String name) {
    Span agent =
        spans
            .tracer()
            .start(Context.root(), SpanType.AGENT, name, () -> new CustomData("", Map.of()));
    return Context.root().with(agent);
  }

  private FunctionData data(int index) {
    return SpanRecorder.data(spans.spans().get(index), FunctionData.class);
  }

  @Test
  void answered_requestedTool_recordsEverything() {
    Context agent = agent("desk");
    request(agent, new RequestedTool("call_1", "weather", "{\"city\":\"Oslo\"}"));

    tools.resultSent("call_1", SERVER, null, message("call_1", "12 degrees"));

    FinishedSpan span = spans.only();
    assertThat(span.type()).isEqualTo(SpanType.FUNCTION);
    assertThat(span.name()).isEqualTo("weather");
    assertThat(span.status()).isEqualTo(SpanStatus.OK);
    assertThat(span.parentId()).isEqualTo(agent.span().spanId());
    assertThat(data(0))
        .isEqualTo(
            new FunctionData("weather", "{\"city\":\"Oslo\"}", "12 degrees", "call_1", null, true));
    assertThat(tools.isWaiting()).isFalse();
  }

  @Test
  void requestedTool_thatIsTracedItself_isOneSpan() {
    Context agent = agent("desk");
    request(agent, new RequestedTool("call_1", "book_hotel", "{\"city\":\"Oslo\"}"));

    Span own = startOwn(agent, "bookHotel");
    own.end();
    Span sibling = tools.resultSent("call_1", SERVER, null, message("call_1", "booked"));

    assertThat(spans.only().name()).isEqualTo("bookHotel");
    assertThat(data(0))
        .isEqualTo(new FunctionData("bookHotel", "own input", "own output", "call_1", null, false));
    assertThat(sibling).isNotNull();
    assertThat(tools.isWaiting()).isFalse();
  }

  @Test
  void tracedTool_outsideAnyTrace_joinsTheTraceOfTheRequest_onItsThread() {
    Context agent = agent("desk");
    request(agent, tool("call_1", "weather"));

    startOwn(Context.root(), "weather").end();

    assertThat(spans.only().traceId()).isEqualTo(agent.span().traceId());
    assertThat(spans.only().parentId()).isEqualTo(agent.span().spanId());
  }

  @Test
  void tracedTool_outsideAnyTrace_onAnotherThread_isATraceOfItsOwn() throws Exception {
    Context agent = agent("desk");
    request(agent, tool("call_1", "weather"));

    Thread other = new Thread(() -> startOwn(Context.root(), "weather").end());
    other.start();
    other.join();

    assertThat(spans.only().traceId()).isNotEqualTo(agent.span().traceId());
  }

  @Test
  void tracedTool_ofAnotherNameOrTrace_leavesTheRequest() {
    Context agent = agent("desk");
    request(agent, tool("call_1", "weather"));

    startOwn(agent, "map").end();
    startOwn(agent("other"), "weather").end();
    tools.resultSent("call_1", SERVER, null, message("call_1", "12 degrees"));

    assertThat(spans.spans())
        .extracting(FinishedSpan::name)
        .containsExactly("map", "weather", "weather");
  }

  @Test
  void sameToolRequestedTwice_isOneSpanEach_withoutIdsThatCouldBeSwapped() {
    Context agent = agent("desk");
    request(agent, tool("call_1", "weather"), tool("call_2", "weather"));

    startOwn(agent, "weather").end();
    startOwn(agent, "weather").end();
    tools.resultSent("call_1", SERVER, null, message("call_1", "rain"));
    tools.resultSent("call_2", SERVER, null, message("call_2", "sun"));

    assertThat(spans.spans()).hasSize(2);
    assertThat(data(0).toolCallId()).isNull();
    assertThat(data(1).toolCallId()).isNull();
  }

  private Span startOwn(Context context, String name) {
    return TraceContinuation.start(
        spans.tracer(),
        context,
        SpanType.FUNCTION,
        name,
        () -> new FunctionData(name, "own input", "own output", null, null, false));
  }

  @Test
  void answered_parallelCalls_endsEachByItsId() {
    request(Context.root(), tool("call_1", "first"), tool("call_2", "second"));

    tools.resultSent("call_2", SERVER, null, message("call_2", "two"));
    tools.resultSent("call_1", SERVER, null, message("call_1", "one"));

    assertThat(spans.spans()).extracting(FinishedSpan::name).containsExactly("second", "first");
    assertThat(data(0).output()).isEqualTo("two");
    assertThat(data(1).output()).isEqualTo("one");
  }

  @Test
  void answered_again_hasNoEffect() {
    request(Context.root(), tool("call_1", "first"));

    tools.resultSent("call_1", SERVER, null, message("call_1", "one"));
    tools.resultSent("call_1", SERVER, null, message("call_1", "again"));

    assertThat(spans.spans()).hasSize(1);
    assertThat(data(0).output()).isEqualTo("one");
  }

  @Test
  void answered_idOfAnotherProvider_isNotTaken() {
    request(Context.root(), tool("call_1", "first"));

    tools.resultSent("call_1", "http://b/v1", null, message("call_1", "one"));

    assertThat(spans.spans()).isEmpty();
  }

  @Test
  void answered_sameIdOfAnotherTool_isNotTaken() {
    request(Context.root(), tool("call_0", "first"));

    tools.resultSent("call_0", SERVER, tool("call_0", "second"), message("call_0", "one"));

    assertThat(spans.spans()).isEmpty();
  }

  @Test
  void answered_sameIdInTwoConversations_goesByTheTrace() {
    Context one = agent("one");
    Context two = agent("two");
    request(one, tool("call_0", "first"));
    request(two, tool("call_0", "first"));

    try (Scope ignored = two.makeCurrent()) {
      tools.resultSent("call_0", SERVER, tool("call_0", "first"), message("call_0", "out"));
    }

    assertThat(spans.only().traceId()).isEqualTo(two.span().traceId());
  }

  @Test
  void requested_resultNeverComes_isGivenUpInTheEnd() {
    request(Context.root(), tool("call_1", "first"));

    clock.now = Duration.ofMinutes(11).toNanos();
    request(Context.root(), tool("call_2", "second"));

    assertThat(spans.only().name()).isEqualTo("first");
    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(spans.only().attributes()).containsExactly(entry("clew.end_reason", "no result"));
    assertThat(data(0).output()).isNull();
  }

  @Test
  void requested_tooMany_givesUpTheOldest() {
    for (int i = 0; i < ToolLoop.MAX_WAITING + 1; i++) {
      request(Context.root(), tool("call_" + i, "tool " + i));
    }

    assertThat(spans.only().name()).isEqualTo("tool 0");
    assertThat(spans.only().status()).isEqualTo(SpanStatus.CANCELLED);
  }

  @Test
  void requested_transfer_isAHandoffAndNoFunction() {
    request(agent("triage"), tool("call_1", "transfer_to_refunds"));

    assertThat(spans.only().type()).isEqualTo(SpanType.HANDOFF);
    assertThat(spans.only(HandoffData.class))
        .isEqualTo(new HandoffData("triage", "refunds", "model"));
    assertThat(tools.isWaiting()).isFalse();
  }

  @Test
  void requested_transferOutsideAnAgent_hasNoSource() {
    request(Context.root(), tool("call_1", "handoff_to_refunds"));

    assertThat(spans.only(HandoffData.class)).isEqualTo(new HandoffData(null, "refunds", "model"));
  }

  @Test
  void requested_nameThatIsOnlyThePrefix_isAFunction() {
    request(Context.root(), tool("call_1", "transfer_to_"));

    assertThat(spans.spans()).isEmpty();
    assertThat(tools.isWaiting("call_1")).isTrue();
  }

  @Test
  void chatResultHook_toolMessageBuilt_endsTheRun() {
    request(Context.root(), tool("call_1", "first"));
    ToolResultHook hook = new ToolResultHook(tools);
    String state = hook.enter(Call.at("_toolCallId", new Object()));

    Object message = message("call_1", "one");
    assertThat(hook.exit(state, message, null)).isSameAs(message);

    assertThat(spans.only().name()).isEqualTo("first");
    assertThat(data(0).output()).isEqualTo("one");
  }

  @Test
  void chatResultHook_noToolWaits_isNotInterested() {
    assertThat(new ToolResultHook(tools).enter(Call.at("_callId", new Object()))).isNull();
  }

  @Test
  void answered_resultBuiltBefore_returnsTheSpanThatHasEnded() {
    request(Context.root(), tool("call_1", "first"));
    Object message = message("call_1", "one");
    tools.resultCreated("call_1", message);

    Span span = tools.resultSent("call_1", SERVER, null, message);

    assertThat(span).isNotNull();
    assertThat(span.spanId()).isEqualTo(spans.only().spanId());
    assertThat(tools.isWaiting()).isFalse();
  }

  @Test
  void answered_sameIdInTwoLoopsWithNothingAbove_goesByTheMessage() {
    request(Context.root(), tool("call_0", "first"));
    Object one = message("call_0", "one");
    tools.resultCreated("call_0", one);
    request(Context.root(), tool("call_0", "first"));
    Object two = message("call_0", "two");
    tools.resultCreated("call_0", two);

    Span second = tools.resultSent("call_0", SERVER, tool("call_0", "first"), two);
    Span first = tools.resultSent("call_0", SERVER, tool("call_0", "first"), one);

    assertThat(second).isNotNull();
    assertThat(first).isNotNull();
    assertThat(spans.spans())
        .extracting(FinishedSpan::spanId)
        .containsExactly(first.spanId(), second.spanId());
  }

  @Test
  void responseResultHook_outputBuilt_endsTheRun() {
    request(Context.root(), tool("call_1", "first"));
    ToolResultHook hook = new ToolResultHook(tools);
    String state = hook.enter(Call.at("_callId", new Object()));

    Object output =
        ResponseInputItem.FunctionCallOutput.builder().callId("call_1").output("one").build();
    assertThat(hook.exit(state, output, null)).isSameAs(output);

    assertThat(data(0).output()).isEqualTo("one");
  }
}
