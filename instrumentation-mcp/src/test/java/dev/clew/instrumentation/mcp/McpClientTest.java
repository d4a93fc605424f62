// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.McpData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.agent.ToolRun;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass
@FieldSource("VERSIONS")
class McpClientTest {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new McpModule());

  @RegisterExtension static final WeavingExtension weaving = WeavingExtension.of(new McpModule());

  @Parameter LibraryVersion version;

  private McpDesk desk;

  @BeforeEach
  void open() throws Exception {
    desk = McpDesk.open();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void callOfATool_isAFunctionThatItsRequestNames() throws Exception {
    assertThat(ask("seat")).isEqualTo("seat 7");

    assertThat(weaving.tree()).hasToString("custom trip\n  function seat\n");
    FinishedSpan span = weaving.spans().spans(SpanType.FUNCTION).get(0);
    assertThat(SpanRecorder.data(span, FunctionData.class).input())
        .contains("\"row\":7", "\"rest\":\"\\\"aisle\\\"\"");
    assertThat(SpanRecorder.data(span, FunctionData.class).output()).isEqualTo("seat 7");
    assertThat(SpanRecorder.data(span, FunctionData.class).mcpServer()).isEqualTo("desk");
    assertThat(desk.asked("tools/call"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.at("/params/_meta/traceparent").asText())
                    .isEqualTo("00-" + span.traceId() + "-" + span.spanId() + "-01"));
  }

  @Test
  void toolThatFails_isAnError() throws Exception {
    assertThat(ask("broken")).isEqualTo("seat 7");

    assertThat(weaving.tree()).hasToString("custom trip\n  function broken [error tool_error]\n");
  }

  @Test
  void listing_namesServerAndTools() throws Exception {
    assertThat(ask("list")).isEqualTo("[seat, broken]");

    assertThat(weaving.tree()).hasToString("custom trip\n  mcp_tools tools/list\n");
    FinishedSpan span = weaving.spans().spans(SpanType.MCP).get(0);
    assertThat(SpanRecorder.data(span, McpData.class))
        .isEqualTo(new McpData("desk", "tools/list", List.of("seat", "broken")));
  }

  @Test
  void callThatIsSubscribedToTwice_isTwoSpansAndTwoRequests() throws Exception {
    assertThat(ask("async twice")).isEqualTo("seat 7seat 7");

    assertThat(weaving.tree()).hasToString("custom trip\n  function seat\n  function seat\n");
    assertThat(desk.asked("tools/call"))
        .extracting(request -> request.at("/params/_meta/traceparent").asText())
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void callThatHasNoSubscriber_isNothing() throws Exception {
    assertThat(ask("async never")).isEmpty();

    assertThat(weaving.tree()).hasToString("custom trip\n");
    assertThat(desk.asked("tools/call")).isEmpty();
  }

  @Test
  void callThatIsCancelled_isACancelledSpan() throws Exception {
    assertThat(ask("async cancel")).isEqualTo("gave up");

    assertThat(weaving.tree()).hasToString("custom trip\n  function slow [cancelled]\n");
  }

  @Test
  void callWithinTheRunOfATool_tellsTheSpanOfThat() throws Exception {
    ToolRun run = run();

    assertThat(askWithin(run, "seat")).isEqualTo("seat 7");

    assertThat(weaving.tree()).hasToString("function book\n");
    FinishedSpan span = weaving.spans().only();
    assertThat(SpanRecorder.data(span, FunctionData.class))
        .isEqualTo(new FunctionData("book", "{}", "booked", "call_1", "desk", false));
    assertThat(span.attributes())
        .containsEntry("mcp.method.name", "tools/call")
        .containsEntry("gen_ai.tool.name", "seat");
    assertThat(desk.asked("tools/call"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.at("/params/_meta/traceparent").asText())
                    .isEqualTo("00-" + span.traceId() + "-" + span.spanId() + "-01"));
  }

  @Test
  void secondCallWithinTheRunOfATool_isAFunctionOfItsOwn() throws Exception {
    assertThat(askWithin(run(), "async twice")).isEqualTo("seat 7seat 7");

    assertThat(weaving.tree()).hasToString("function book\n  function seat\n");
  }

  @Test
  void callThatFailsWithinTheRunOfATool_leavesTheVerdictToThat() throws Exception {
    assertThat(askWithin(run(), "broken")).isEqualTo("seat 7");

    assertThat(weaving.tree()).hasToString("function book\n");
    assertThat(weaving.spans().only().events())
        .extracting(event -> event.name() + " " + event.detail())
        .containsExactly("mcp call failed tool_error");
  }

  private static ToolRun run() {
    ToolPayload payload = new ToolPayload("book", () -> "{}", 2, "call_1");
    return ToolRun.start(weaving.spans().tracer(), Context.root(), new Object(), payload);
  }

  private String askWithin(ToolRun run, String what) throws Exception {
    try (Scope inside = run.in(Context.root()).makeCurrent()) {
      return asking().apply(desk.url(), what);
    } finally {
      run.end(() -> "booked", null, null);
    }
  }

  @SuppressWarnings("unchecked")
  private BinaryOperator<String> asking() throws Exception {
    return version.load(BinaryOperator.class, AskingDesk.class);
  }

  private String ask(String what) throws Exception {
    Span trip =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "trip", () -> new CustomData("trip", Map.of()));
    try (Scope inside = Context.root().with(trip).makeCurrent()) {
      return asking().apply(desk.url(), what);
    } finally {
      trip.end();
    }
  }
}
