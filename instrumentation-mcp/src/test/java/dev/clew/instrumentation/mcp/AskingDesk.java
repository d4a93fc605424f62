// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.Map;
import java.util.function.BinaryOperator;
import reactor.core.publisher.Mono;

/** An SDK client that calls the server at a URL in several ways. */
final class AskingDesk implements BinaryOperator<String> {
  @Override
  public String apply(String url, String what) {
    return what.startsWith("async ") ? async(url, what.substring(6)) : sync(url, what);
  }

  private static String sync(String url, String what) {
    try (McpSyncClient client = McpClient.sync(transport(url)).build()) {
      client.initialize();
      return what.equals("list")
          ? names(client.listTools())
          : text(client.callTool(request(what, Map.of("row", 7, "rest", "\"aisle\""))));
    }
  }

  /** Calls twice with the same {@code Mono}, or never, or without waiting for the answer. */
  private static String async(String url, String what) {
    McpAsyncClient client = McpClient.async(transport(url)).build();
    client.initialize().block();
    try {
      Mono<CallToolResult> answer = client.callTool(request("seat", Map.of("row", 7)));
      if (what.equals("cancel")) {
        Mono<CallToolResult> slow = client.callTool(request("slow", Map.of()));
        return slow.timeout(Duration.ofMillis(200), Mono.empty()).blockOptional().isEmpty()
            ? "gave up"
            : "answered";
      }
      return what.equals("never") ? "" : text(answer.block()) + text(answer.block());
    } finally {
      client.close();
    }
  }

  @SuppressWarnings("deprecation") // available in all versions
  private static CallToolRequest request(String name, Map<String, Object> arguments) {
    return new CallToolRequest(name, arguments);
  }

  private static HttpClientStreamableHttpTransport transport(String url) {
    return HttpClientStreamableHttpTransport.builder(url).build();
  }

  private static String names(ListToolsResult listed) {
    return listed.tools().stream().map(tool -> tool.name()).toList().toString();
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }
}
