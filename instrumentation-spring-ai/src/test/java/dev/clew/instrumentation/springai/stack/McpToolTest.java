// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.api.data.FunctionData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.mcp.McpModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.testkit.SpanRecorder;
import dev.clew.testkit.WeavingExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.sample.SampleModel;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;

/** Tools of an MCP server over Spring AI's callbacks and the MCP SDK, both traced: one function. */
@SuppressWarnings("removal") // older versions have no other way to pass tools
@DisabledIfSystemProperty(
    named = "testkit.version",
    matches = "1\\.0\\..*",
    disabledReason = "its MCP SDK is older than those supported")
@ParameterizedClass
@ValueSource(strings = {"sync", "async"})
class McpToolTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new SpringAiModule(), new McpModule(), new ReactorModule(), new ConcurrentModule());

  @Parameter String client;

  private final McpDesk desk = new McpDesk();

  @AfterEach
  void close() throws Exception {
    desk.close();
  }

  private ToolCallback tool(String name) {
    ToolCallback callback = client.equals("sync") ? desk.sync(name) : desk.async(name);
    weaving.spans().clear();
    return callback;
  }

  @Test
  void call_isOneFunctionThatKnowsItsServer() {
    assertThat(tool("seat").call("{\"row\":7}")).contains("seat 7");

    assertThat(weaving.tree()).hasToString("function seat\n");
    assertIsOfServer(weaving.spans().only());
    assertThat(weaving.spans().only(FunctionData.class).input()).isEqualTo("{\"row\":7}");
  }

  @Test
  void callRequestedByAModel_isOneFunctionBesideItsGenerations() {
    SampleModel model = new SampleModel(true);
    model.answer("seat", "{\"row\":7}").answer("Seat 7.");

    ChatClient.builder(model).build().prompt("Hi").toolCallbacks(tool("seat")).call().content();

    assertThat(weaving.tree())
        .hasToString(
            """
            agent ChatClient
              generation chat sample-1
              function seat
              generation chat sample-1
            """);
    FinishedSpan function = weaving.spans().spans(SpanType.FUNCTION).get(0);
    assertIsOfServer(function);
    assertThat(SpanRecorder.data(function, FunctionData.class).toolCallId()).isEqualTo("call-1");
  }

  private static void assertIsOfServer(FinishedSpan function) {
    assertThat(SpanRecorder.data(function, FunctionData.class).mcpServer()).isEqualTo("desk");
    assertThat(function.attributes()).containsEntry("mcp.method.name", "tools/call");
  }

  @Test
  void callThatFails_isOneFailedFunction() {
    ToolCallback broken = tool("broken");

    assertThatThrownBy(() -> broken.call("{}")).isInstanceOf(ToolExecutionException.class);

    assertThat(weaving.tree())
        .hasToString("function broken [error java.lang.IllegalStateException]\n");
    assertThat(weaving.spans().only().events())
        .extracting(event -> event.name() + " " + event.detail())
        .containsExactly("mcp call failed tool_error");
  }
}
