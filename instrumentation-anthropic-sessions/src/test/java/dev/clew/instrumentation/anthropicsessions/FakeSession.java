// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A session whose stream has prepared events; it accepts whatever is sent. */
final class FakeSession implements AutoCloseable {
  private static final String SESSION =
      """
      {"type":"session","id":"%s","status":"idle","title":"Trip","environment_id":"env_1",
       "created_at":"2026-11-30T00:00:00Z","updated_at":"2026-11-30T00:00:00Z","archived_at":null,
       "metadata":{},"resources":[],"vault_ids":[],"outcome_evaluations":[],"stats":{},"usage":{},
       "agent":{"type":"agent","id":"agent_1","name":"Planner","version":1,"description":"Plans.",
                "system":"Be brief.","model":{"id":"claude-x"},"mcp_servers":[],"skills":[],
                "tools":[{"type":"custom","name":"fare","description":"d",
                          "input_schema":{"type":"object"}}]}}
      """;

  private final HttpServer server;
  private volatile int status = 200;
  private volatile List<String> events = List.of();
  private volatile boolean cut;

  FakeSession() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException thrown) {
      throw new AssertionError(thrown);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  AnthropicClient client() {
    return AnthropicOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + server.getAddress().getPort())
        .apiKey("sk-ant-secret")
        .maxRetries(0)
        .build();
  }

  FakeSession events(String... prepared) {
    events = List.of(prepared);
    return this;
  }

  /** From now on, opening the stream fails. */
  void refuse(int code) {
    status = code;
  }

  /** From now on, the connection breaks after the events. */
  void cut() {
    cut = true;
  }

  /** Returns an event with an id and a time. */
  static String event(String type, String id, String fields) {
    return "{\"type\":\"%s\",\"id\":\"%s\",\"processed_at\":\"2026-11-30T00:00:00Z\"%s}"
        .formatted(type, id, fields.isEmpty() ? "" : "," + fields);
  }

  static String text(String text) {
    return "\"content\":[{\"type\":\"text\",\"text\":\"" + text + "\"}]";
  }

  static String modelRequestStart(String id) {
    return event("span.model_request_start", id, "");
  }

  static String modelRequestEnd(String start) {
    return event(
        "span.model_request_end",
        start + "_end",
        """
        "model_request_start_id":"%s","is_error":false,"model_usage":{"input_tokens":11,\
        "output_tokens":7,"cache_read_input_tokens":100,"cache_creation_input_tokens":20}"""
            .formatted(start));
  }

  static String idle(String reason) {
    String details = reason.equals("requires_action") ? ",\"event_ids\":[\"tool_1\"]" : "";
    return event(
        "session.status_idle",
        "idle",
        "\"stop_reason\":{\"type\":\"" + reason + "\"" + details + "}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      boolean stream = path.endsWith("/stream");
      String body =
          stream
              ? stream()
              : path.endsWith("/events") ? "{\"data\":[]}" : SESSION.formatted(path.split("/")[3]);
      int code = stream ? status : 200;
      byte[] bytes = (code == 200 ? body : "{\"type\":\"error\"}").getBytes(StandardCharsets.UTF_8);
      String type = stream && code == 200 ? "text/event-stream" : "application/json";
      exchange.getResponseHeaders().set("content-type", type);
      exchange.sendResponseHeaders(code, stream && cut ? bytes.length + 10 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String stream() {
    StringBuilder body = new StringBuilder();
    for (String event : events) {
      body.append("event: message\ndata: ").append(event).append("\n\n");
    }
    return body.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
