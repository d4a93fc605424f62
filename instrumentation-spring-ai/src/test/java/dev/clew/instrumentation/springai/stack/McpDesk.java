// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.stack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JsonSchema;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.springframework.ai.mcp.AsyncMcpToolCallback;
import org.springframework.ai.mcp.SyncMcpToolCallback;
import org.springframework.ai.tool.ToolCallback;
import reactor.core.publisher.Mono;

/** An MCP server with the tools {@code seat} and {@code broken}, and a client that knows it. */
final class McpDesk implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ExecutorService wire = Executors.newCachedThreadPool();
  private final ServerEnd serverEnd = new ServerEnd();
  private final McpSyncServer server;
  private AutoCloseable client = () -> {};

  McpDesk() {
    server =
        McpServer.sync(serverEnd)
            .serverInfo("desk", "1")
            .jsonSchemaValidator(McpDesk::accept)
            .toolCall(tool("seat"), (exchange, request) -> result(false))
            .toolCall(tool("broken"), (exchange, request) -> result(true))
            .build();
  }

  /** Returns Spring AI's callback of a tool over a blocking client. */
  ToolCallback sync(String tool) {
    McpSyncClient connected =
        McpClient.sync(new ClientEnd()).jsonSchemaValidator(McpDesk::accept).build();
    client = connected;
    connected.initialize();
    return SyncMcpToolCallback.builder().mcpClient(connected).tool(tool(tool)).build();
  }

  /** Returns Spring AI's callback of a tool over an asynchronous client. */
  ToolCallback async(String tool) {
    McpAsyncClient connected =
        McpClient.async(new ClientEnd()).jsonSchemaValidator(McpDesk::accept).build();
    client = connected::close;
    connected.initialize().block();
    return AsyncMcpToolCallback.builder().mcpClient(connected).tool(tool(tool)).build();
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
    wire.shutdownNow();
  }

  @SuppressWarnings("deprecation") // available in all versions
  private static Tool tool(String name) {
    return Tool.builder()
        .name(name)
        .description("A tool of the desk")
        .inputSchema(new JsonSchema("object", Map.of(), List.of(), null, null, null))
        .build();
  }

  @SuppressWarnings("deprecation") // available in all versions
  private static CallToolResult result(boolean isError) {
    return CallToolResult.builder().addTextContent("seat 7").isError(isError).build();
  }

  /** In place of the SDK's, which needs another version of its library than the test kit. */
  private static ValidationResponse accept(Map<String, Object> schema, Object content) {
    return ValidationResponse.asValid(null);
  }

  private Mono<Void> send(Mono<?> delivery) {
    return Mono.fromRunnable(() -> wire.execute(delivery::subscribe));
  }

  /** The server's end of the connection to its only client. */
  private final class ServerEnd implements McpServerTransportProvider, McpServerTransport {
    private McpServerSession.Factory factory;
    private McpServerSession session;
    private Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> client;

    @Override
    public void setSessionFactory(McpServerSession.Factory sessions) {
      factory = sessions;
    }

    @Override
    public Mono<Void> notifyClients(String method, Object parameters) {
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return send(Mono.just(message).transform(client));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return JSON.convertValue(data, JSON.constructType(type.getType()));
    }

    @Override
    public List<String> protocolVersions() {
      return List.of("2024-11-05");
    }

    @Override
    public void close() {}

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }

  /** The client's end. */
  private final class ClientEnd implements McpClientTransport {
    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
      serverEnd.client = handler;
      serverEnd.session = serverEnd.factory.create(serverEnd);
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return send(serverEnd.session.handle(message));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return JSON.convertValue(data, JSON.constructType(type.getType()));
    }

    @Override
    public List<String> protocolVersions() {
      return List.of("2024-11-05");
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }
  }
}
