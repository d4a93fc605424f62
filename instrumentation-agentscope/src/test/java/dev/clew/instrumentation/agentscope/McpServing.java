// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import io.agentscope.core.tool.mcp.McpClientBuilder;
import io.agentscope.core.tool.mcp.McpClientWrapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;

/** An MCP server in a JVM of its own, with the SDK's server. */
public final class McpServing {
  private McpServing() {}

  /** Returns a client of a server that it starts. */
  static McpClientWrapper client() {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return McpClientBuilder.create("desk")
        .stdioTransport(
            java, "-cp", System.getProperty("java.class.path"), McpServing.class.getName())
        .buildAsync()
        .block();
  }

  /** Serves until the client closes the connection. */
  public static void main(String[] arguments) {
    McpServer.sync(new StdioServerTransportProvider(McpJsonMapper.getDefault()))
        .serverInfo("desk", "1")
        .toolCall(
            Tool.builder()
                .name("seat")
                .description("Finds a seat.")
                .inputSchema(new JsonSchema("object", Map.of(), List.of(), null, null, null))
                .build(),
            (exchange, request) ->
                CallToolResult.builder().addTextContent("seat 7").isError(false).build())
        .build();
  }
}
