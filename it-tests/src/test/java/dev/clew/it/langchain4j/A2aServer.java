// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.examples.modelserver.RecordedRequest;
import dev.clew.it.harness.ModelEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An agent reached through the A2A protocol: its card, and JSON-RPC over HTTP. */
final class A2aServer implements ModelEndpoint {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern RANDOM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final HttpServer server;
  private final String name;
  private final List<RecordedRequest> requests = new ArrayList<>();

  private A2aServer(HttpServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** Starts the server of an agent that answers every message with a story. */
  static A2aServer start(String name) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      A2aServer agent = new A2aServer(server, name);
      server.createContext("/", agent::handle);
      server.start();
      return agent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String method = exchange.getRequestMethod();
      record(method, exchange.getRequestURI().toString(), body);
      byte[] answer = (method.equals("GET") ? card() : reply(body)).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer);
      }
    }
  }

  /** Ids are random in each run. */
  private synchronized void record(String method, String path, String body) {
    String normalized = RANDOM.matcher(body).replaceAll("ID");
    requests.add(new RecordedRequest(method, path, Map.of(), normalized));
  }

  private String card() {
    return """
        {"protocolVersion": "0.3.0", "name": "%s", "description": "Tells stories", "url": "%s",
         "preferredTransport": "JSONRPC", "version": "1", "capabilities": {"streaming": false},
         "defaultInputModes": ["text"], "defaultOutputModes": ["text"],
         "skills": [{"id": "tell", "name": "tell", "description": "tells", "tags": []}]}
        """
        .formatted(name, baseUrl());
  }

  private static String reply(String body) throws IOException {
    JsonNode request = MAPPER.readTree(body);
    String topic = request.at("/params/message/parts/0/text").asText();
    return """
        {"jsonrpc": "2.0", "id": %s, "result": {"kind": "message", "role": "agent",
         "messageId": "m1", "parts": [{"kind": "text", "text": "a story of %s"}]}}
        """
        .formatted(request.get("id"), topic);
  }
}
