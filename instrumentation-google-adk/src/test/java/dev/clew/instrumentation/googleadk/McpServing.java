// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.json.McpJsonDefaults;
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

  /** Returns how the server is started. */
  static ServerParameters command() {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return ServerParameters.builder(java)
        .args("-cp", System.getProperty("java.class.path"), McpServing.class.getName())
        .build();
  }

  /** Serves until the client closes the connection. */
  public static void main(String[] arguments) {
    McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
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
