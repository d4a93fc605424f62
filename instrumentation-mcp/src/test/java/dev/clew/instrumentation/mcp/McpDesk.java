// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A hand-written MCP server over streamable HTTP that records its requests. */
final class McpDesk implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();

  private final CountDownLatch closing = new CountDownLatch(1);

  private McpDesk(HttpServer server) {
    this.server = server;
  }

  static McpDesk open() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    McpDesk desk = new McpDesk(server);
    server.createContext("/mcp", desk::serve);
    server.start();
    return desk;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the requests for a method, in order. */
  List<JsonNode> asked(String method) {
    return requests.stream()
        .filter(request -> request.path("method").asText().equals(method))
        .toList();
  }

  private void serve(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.sendResponseHeaders(405, -1);
      exchange.close();
      return;
    }
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    requests.add(request);
    if (!request.has("id")) {
      exchange.sendResponseHeaders(202, -1);
      exchange.close();
      return;
    }
    if (request.at("/params/name").asText().equals("slow")) {
      awaitClosing();
    }
    byte[] answer =
        ("{\"jsonrpc\":\"2.0\",\"id\":"
                + request.get("id")
                + ",\"result\":"
                + result(request)
                + "}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private void awaitClosing() throws IOException {
    try {
      closing.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String result(JsonNode request) {
    return switch (request.path("method").asText()) {
      case "initialize" ->
          "{\"protocolVersion\":"
              + request.at("/params/protocolVersion")
              + ",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"desk\","
              + "\"version\":\"1\"}}";
      case "tools/list" ->
          "{\"tools\":[{\"name\":\"seat\",\"inputSchema\":{\"type\":\"object\"}},"
              + "{\"name\":\"broken\",\"inputSchema\":{\"type\":\"object\"}}]}";
      case "tools/call" ->
          "{\"content\":[{\"type\":\"text\",\"text\":\"seat 7\"}],\"isError\":"
              + request.at("/params/name").asText().equals("broken")
              + "}";
      default -> "{}";
    };
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
