// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.api.data.FunctionData;
import dev.clew.api.data.McpData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.langchain4j.LangChain4jModule;
import dev.clew.testkit.WeavingExtension;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.exception.ToolExecutionException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.mcp.McpToolExecutor;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class McpHooksTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new LangChain4jModule());

  private final ServerInMemory server =
      new ServerInMemory()
          .on(
              "tools/list",
              "{'result':{'tools':[{'name':'fare','inputSchema':{'type':'object'}},"
                  + "{'name':'seats','inputSchema':{'type':'object'}}]}}")
          .on("tools/call", "{'result':{'content':[{'type':'text','text':'189 EUR'}]}}")
          .on("prompts/get", "{'result':{'messages':[]}}")
          .on("resources/read", "{'result':{'contents':[]}}");
  private final ToolExecutionRequest request =
      ToolExecutionRequest.builder().id("c1").name("fare").arguments("{\"to\":\"Rome\"}").build();

  private DefaultMcpClient.Builder client() {
    return DefaultMcpClient.builder().transport(server).key("desk").autoHealthCheck(false);
  }

  @Test
  void listing_isOneSpan_andNoneFromTheCache() throws Exception {
    try (McpClient client = client().build()) {
      client.listTools();
      client.listTools();
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(span.type()).isEqualTo(SpanType.MCP);
    assertThat(span.name()).isEqualTo("tools/list");
    assertThat(weaving.spans().only(McpData.class))
        .isEqualTo(new McpData("desk", "tools/list", List.of("fare", "seats")));
    assertThat(span.attributes())
        .containsEntry("mcp.method.name", "tools/list")
        .containsEntry("mcp.protocol.version", "2025-06-18")
        .containsKey("jsonrpc.request.id");
  }

  @Test
  void clientWithRandomKey_isNamedAfterItsServer() throws Exception {
    try (McpClient client =
        DefaultMcpClient.builder().transport(server).autoHealthCheck(false).build()) {
      client.listTools();
    }

    assertThat(weaving.spans().only(McpData.class).server()).isEqualTo("fares");
  }

  @Test
  void promptAndResource_areNamedByWhatWasRequested() throws Exception {
    try (McpClient client = client().build()) {
      client.getPrompt("greeting", Map.of());
      client.readResource("file:///fares.csv");
    }

    assertThat(weaving.spans().spans())
        .extracting(FinishedSpan::name)
        .containsExactly("prompts/get greeting", "resources/read file:///fares.csv");
    assertThat(weaving.spans().spans().get(0).attributes())
        .containsEntry("gen_ai.prompt.name", "greeting");
    assertThat(weaving.spans().spans().get(1).attributes())
        .containsEntry("mcp.resource.uri", "file:///fares.csv");
  }

  @Test
  void listingThatIsNotAnswered_failsWithATimeout() throws Exception {
    try (McpClient client = client().promptsTimeout(Duration.ofMillis(1)).build()) {
      assertThatThrownBy(client::listPrompts).isInstanceOf(RuntimeException.class);
    }

    assertThat(weaving.spans().only().error()).isEqualTo(McpExchange.timeout());
  }

  @Test
  void toolCalledByTheApplication_isAFunctionOfTheServer() throws Exception {
    try (McpClient client = client().build()) {
      client.executeTool(request);
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(weaving.spans().only(FunctionData.class))
        .isEqualTo(new FunctionData("fare", "{\"to\":\"Rome\"}", "189 EUR", "c1", "desk", false));
    assertThat(span.attributes())
        .containsEntry("mcp.method.name", "tools/call")
        .containsEntry("gen_ai.tool.name", "fare");
    assertThat(meta().path("traceparent").asText())
        .isEqualTo("00-" + span.traceId() + "-" + span.spanId() + "-01");
  }

  @Test
  void callInATraceThatIsNotSampled_saysSo() throws Exception {
    RemoteParent unsampled =
        new RemoteParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false, "", "");
    try (McpClient client = client().build();
        Scope ignored = Context.root().with(RemoteParent.KEY, unsampled).makeCurrent()) {
      client.executeTool(request);
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(meta().path("traceparent").asText())
        .isEqualTo("00-" + unsampled.traceId() + "-" + span.spanId() + "-00");
  }

  @Test
  void toolOfAnAgent_isOneSpan_underTheNameThatTheModelKnows() throws Exception {
    ToolExecutionRequest renamed = request.toBuilder().name("desk_fare").build();
    try (McpClient client = client().build()) {
      new McpToolExecutor(client, "fare")
          .executeWithContext(renamed, InvocationContext.builder().build());
    }

    FinishedSpan span = weaving.spans().only();
    assertThat(span.name()).isEqualTo("desk_fare");
    assertThat(span.attributes()).containsEntry("gen_ai.tool.name", "fare");
    assertThat(weaving.spans().only(FunctionData.class).mcpServer()).isEqualTo("desk");
  }

  @Test
  void toolThatItselfCallsAServer_hasTheCallBelow() throws Exception {
    try (McpClient client = client().build()) {
      dev.langchain4j.service.tool.ToolExecutor own =
          new dev.langchain4j.service.tool.ToolExecutor() {
            @Override
            public String execute(ToolExecutionRequest asked, Object memoryId) {
              return client
                  .executeTool(ToolExecutionRequest.builder().name("fare").build())
                  .resultText();
            }
          };
      own.execute(request.toBuilder().name("trip").build(), "memory");
    }

    assertThat(weaving.tree()).hasToString("function trip\n  function fare\n");
  }

  @Test
  void resultThatIsAnError_isAToolError() throws Exception {
    server.on(
        "tools/call", "{'result':{'isError':true,'content':[{'type':'text','text':'no fares'}]}}");
    try (McpClient client = client().build()) {
      McpToolExecutor tool = new McpToolExecutor(client);
      assertThatThrownBy(
              () -> tool.executeWithContext(request, InvocationContext.builder().build()))
          .isInstanceOf(ToolExecutionException.class);
    }

    assertThat(weaving.spans().only().error()).isEqualTo(SpanError.of("tool_error", "no fares"));
  }

  @Test
  void refusedRequest_failsWithWhatTheClientThrows() throws Exception {
    server.on("tools/call", "{'error':{'code':-32601,'message':'no such tool'}}");
    try (McpClient client = client().build()) {
      assertThatThrownBy(() -> client.executeTool(request))
          .isInstanceOf(ToolExecutionException.class);
    }

    assertThat(weaving.spans().only().error().throwable()).hasMessage("no such tool");
  }

  @Test
  void toolThatIsNotAnswered_failsAlthoughTheModelGetsAText() throws Exception {
    server.on("tools/call", null);
    try (McpClient client = client().toolExecutionTimeout(Duration.ofMillis(1)).build()) {
      McpToolExecutor tool = new McpToolExecutor(client);
      assertThat(tool.executeWithContext(request, InvocationContext.builder().build()).resultText())
          .contains("timeout");
    }

    assertThat(weaving.spans().only().error()).isEqualTo(McpExchange.timeout());
  }

  @Test
  void retryThatIsAnswered_isNoFailure() throws Exception {
    server.on("tools/call", null);
    try (McpClient client = client().toolExecutionTimeout(Duration.ofMillis(1)).build()) {
      McpToolExecutor tool = new McpToolExecutor(client);
      dev.langchain4j.service.tool.ToolExecutor retrying =
          new dev.langchain4j.service.tool.ToolExecutor() {
            @Override
            public String execute(ToolExecutionRequest asked, Object memoryId) {
              tool.execute(asked, memoryId);
              server.on("tools/call", "{'result':{'content':[{'type':'text','text':'189 EUR'}]}}");
              return tool.execute(asked, memoryId);
            }
          };
      retrying.execute(request, "memory");
    }

    assertThat(weaving.spans().only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void metaOfTheApplication_staysAsItIs() throws Exception {
    Map<String, Object> own = Map.of("traceparent", "00-its-own-01", "user", "7");
    try (McpClient client = client().metaSupplier(context -> own).build()) {
      client.executeTool(request);
    }

    assertThat(meta().path("traceparent").asText()).isEqualTo("00-its-own-01");
    assertThat(meta()).hasSize(2);
  }

  @Test
  void metaOfTheApplication_isAddedTo() throws Exception {
    try (McpClient client = client().metaSupplier(context -> Map.of("user", "7")).build()) {
      client.executeTool(request);
    }

    assertThat(meta().path("user").asText()).isEqualTo("7");
    assertThat(meta().path("traceparent").asText()).startsWith("00-");
  }

  private JsonNode meta() {
    assertThat(server.received("tools/call")).hasSize(1);
    return server.received("tools/call").get(0).path("params").path("_meta");
  }
}
