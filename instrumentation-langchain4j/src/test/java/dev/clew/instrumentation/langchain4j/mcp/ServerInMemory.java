// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An in-memory MCP server: an application's own transport that answers from a table. */
final class ServerInMemory implements McpTransport {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, String> answers = new LinkedHashMap<>();
  private final List<JsonNode> received = new ArrayList<>();

  /** Sets the answer to a method; other methods are never answered. */
  ServerInMemory on(String method, String answer) {
    answers.put(method, answer);
    return this;
  }

  List<JsonNode> received(String method) {
    return received.stream().filter(each -> each.path("method").asText().equals(method)).toList();
  }

  @Override
  public void start(McpOperationHandler messageHandler) {}

  @Override
  public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
    return CompletableFuture.completedFuture(
        json(
            "{'result':{'protocolVersion':'2025-06-18','capabilities':{},"
                + "'serverInfo':{'name':'fares','version':'2'}}}"));
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage request) {
    JsonNode message = MAPPER.valueToTree(request);
    received.add(message);
    String answer = answers.get(message.path("method").asText());
    return answer == null
        ? new CompletableFuture<>()
        : CompletableFuture.completedFuture(json(answer));
  }

  @Override
  public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
    return executeOperationWithResponse(context.message());
  }

  @Override
  public void executeOperationWithoutResponse(McpClientMessage request) {}

  @Override
  public void executeOperationWithoutResponse(McpCallContext context) {}

  @Override
  public void checkHealth() {}

  @Override
  public void onFailure(Runnable actionOnFailure) {}

  @Override
  public void close() {}

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
