// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The hosted sessions of Anthropic: {@code POST /v1/sessions}, {@code GET} of one, {@code POST
 * …/events} and {@code GET …/events/stream}. The agent's model requests are answered by the script,
 * while the stream is read; its tools are the client's.
 */
final class SessionsHandler implements HttpHandler {
  static final String PATH = "/v1/sessions";

  private static final String TIME = "2026-01-01T00:00:00Z";
  private static final String MODEL = "claude-sonnet-4-6";

  /** A session: what was sent and not read yet, and the conversation. */
  private record Session(BlockingQueue<JsonNode> sent, List<ChatRequest.Message> conversation) {}

  private final ObjectMapper mapper = new ObjectMapper();
  private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final ModelScript script;
  private final RequestLog log;

  SessionsHandler(ModelScript script, RequestLog log) {
    this.script = script;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    log.add(exchange, body);
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    String id = path.length > 3 ? path[3] : "sesn_%08d".formatted(number.incrementAndGet());
    Session session =
        sessions.computeIfAbsent(
            id, key -> new Session(new LinkedBlockingQueue<>(), new ArrayList<>()));
    try (exchange) {
      if (path.length == 6) {
        stream(exchange, session);
      } else if (path.length == 5) {
        JsonNode events = mapper.readTree(body).path("events");
        events.forEach(session.sent()::add);
        send(exchange, JsonNodeFactory.instance.objectNode().set("data", events));
      } else {
        send(exchange, describe(id));
      }
    }
  }

  private static void send(HttpExchange exchange, JsonNode json) throws IOException {
    byte[] bytes = json.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static ObjectNode describe(String id) {
    ObjectNode session = JsonNodeFactory.instance.objectNode().put("type", "session").put("id", id);
    ObjectNode agent = session.putObject("agent").put("type", "agent").put("id", "agent_1");
    agent.put("name", "travel desk").put("version", 1).put("system", "You are a travel agent.");
    agent.putObject("model").put("id", MODEL);
    for (String list : List.of("tools", "mcp_servers", "skills")) {
      agent.putArray(list);
    }
    return session.put("status", "idle").put("created_at", TIME).put("updated_at", TIME);
  }

  /** Works on what is sent, as long as the client reads. */
  private void stream(HttpExchange exchange, Session session) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    out.flush();
    try {
      while (true) {
        JsonNode sent = session.sent().take();
        String type = sent.path("type").asText();
        write(out, event(type).setAll((ObjectNode) sent));
        boolean result = type.equals("user.custom_tool_result");
        if (result || type.equals("user.message")) {
          String call = sent.path("custom_tool_use_id").asText(null);
          String text = sent.path("content").path(0).path("text").asText();
          session
              .conversation()
              .add(new ChatRequest.Message(result ? "tool" : "user", text, List.of(), call));
          answer(out, session);
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server was closed");
    }
  }

  private void answer(OutputStream out, Session session) throws IOException {
    List<ChatRequest.Message> conversation = List.copyOf(session.conversation());
    JsonNode none = JsonNodeFactory.instance.objectNode();
    ChatRequest request = new ChatRequest(MODEL, conversation, List.of(), true, true, none);
    write(out, event("session.status_running"));
    ObjectNode start = event("span.model_request_start");
    write(out, start);
    Reply reply = script.reply(request);
    if (!(reply instanceof Reply.Answer answer)) {
      ObjectNode failed = event("session.error");
      ObjectNode error = failed.putObject("error").put("type", "model_request_failed_error");
      error.put("message", "the model failed").putObject("retry_status").put("type", "exhausted");
      write(out, failed);
      idle(out, "retries_exhausted");
      return;
    }
    if (!answer.text().isEmpty()) {
      ObjectNode message = event("agent.message");
      message.putArray("content").addObject().put("type", "text").put("text", answer.text());
      write(out, message);
    }
    for (ToolCall call : answer.toolCalls()) {
      ObjectNode use = event("agent.custom_tool_use").put("name", call.name());
      write(out, use.set("input", MessageJson.parsed(call.arguments())));
    }
    session
        .conversation()
        .add(new ChatRequest.Message("assistant", answer.text(), answer.toolCalls(), null));
    Usage counts = Usage.of(request, answer);
    ObjectNode end = event("span.model_request_end").put("is_error", false);
    end.put("model_request_start_id", start.path("id").asText())
        .putObject("model_usage")
        .put("input_tokens", counts.promptTokens() - counts.cachedTokens())
        .put("output_tokens", counts.completionTokens())
        .put("cache_read_input_tokens", counts.cachedTokens())
        .put("cache_creation_input_tokens", 0);
    write(out, end);
    idle(out, answer.toolCalls().isEmpty() ? "end_turn" : "requires_action");
  }

  private void idle(OutputStream out, String reason) throws IOException {
    ObjectNode idle = event("session.status_idle");
    idle.putObject("stop_reason").put("type", reason).putArray("event_ids");
    write(out, idle);
  }

  private ObjectNode event(String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("id", "sevt_%08d".formatted(number.incrementAndGet()))
        .put("processed_at", TIME);
  }

  private static void write(OutputStream out, JsonNode event) throws IOException {
    out.write(("event: message\ndata: " + event + "\n\n").getBytes(UTF_8));
    out.flush();
  }
}
