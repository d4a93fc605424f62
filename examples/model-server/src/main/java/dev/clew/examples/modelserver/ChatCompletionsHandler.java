// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers one HTTP request. An {@link IOException} out of {@link #handle} makes the JDK's server
 * drop the connection without ending the body, which is how a reply is cut on purpose.
 */
final class ChatCompletionsHandler implements HttpHandler {
  private static final String PATH = "/v1/chat/completions";
  private static final String JSON = "application/json";

  private final ObjectMapper mapper = new ObjectMapper();
  private final AtomicInteger number = new AtomicInteger();
  private final ModelScript script;
  private final RequestLog log;

  ChatCompletionsHandler(ModelScript script, RequestLog log) {
    this.script = script;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    long started = System.nanoTime();
    int id = number.incrementAndGet();
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    log.add(exchange, body);
    boolean messages = isMessages(exchange);
    JsonNode json = parse(body);
    ChatRequest request = messages ? MessagesFormat.request(json) : ChatRequest.of(json);
    Reply reply = reply(exchange, request);
    hold(reply.before());
    if (messages) {
      exchange.getResponseHeaders().set("request-id", "req_%08d".formatted(id));
    } else {
      providerHeaders(exchange.getResponseHeaders(), id, started);
    }
    if (reply instanceof Reply.Answer answer) {
      long created = System.currentTimeMillis() / 1_000;
      AnswerJson answered =
          messages
              ? new MessageJson(id, request, answer)
              : new CompletionJson(id, created, request, answer);
      send(exchange, id, request, answer, answered);
    } else if (reply instanceof Reply.Failure failure) {
      failure.headers().forEach(exchange.getResponseHeaders()::set);
      sendBody(exchange, failure.status(), JSON, error(exchange, id, failure).toString());
    } else if (reply instanceof Reply.Raw raw) {
      sendBody(exchange, raw.status(), raw.contentType(), raw.body());
    }
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, ChatRequest request) {
    String path = exchange.getRequestURI().getPath();
    if (!path.equals(PATH) && !isMessages(exchange)) {
      return Reply.error(404, "Unknown request URL: " + path);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Reply.error(405, "Only POST requests are accepted.");
    }
    if (!request.raw().path("messages").isArray()) {
      return Reply.error(400, "The body is not the JSON of a chat completions request.");
    }
    try {
      return script.reply(request);
    } catch (RuntimeException e) {
      return Reply.error(500, "the script failed: " + e);
    }
  }

  private static boolean isMessages(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals(MessagesFormat.PATH);
  }

  private static ObjectNode error(HttpExchange exchange, int id, Reply.Failure failure) {
    return isMessages(exchange) ? MessagesFormat.error(failure, id) : error(failure);
  }

  private void send(
      HttpExchange exchange, int id, ChatRequest request, Reply.Answer answer, AnswerJson json)
      throws IOException {
    if (request.stream()) {
      stream(exchange, id, answer, json.chunks());
    } else if (answer.ending() instanceof Ending.ErrorEvent event) {
      ObjectNode error = error(exchange, id, Reply.error(500, event.message()));
      sendBody(exchange, 500, JSON, error.toString());
    } else if (answer.ending() instanceof Ending.Complete) {
      sendBody(exchange, 200, JSON, json.whole().toString());
    } else {
      byte[] body = json.whole().toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", JSON);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
      throw cut();
    }
  }

  private static void stream(
      HttpExchange exchange, int id, Reply.Answer answer, List<ObjectNode> chunks)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    Ending ending = answer.ending();
    int limit = Math.min(lastChunk(ending), chunks.size());
    for (int i = 0; i < limit; i++) {
      event(out, chunks.get(i));
      hold(answer.betweenChunks());
    }
    if (ending instanceof Ending.Cut) {
      throw cut();
    } else if (ending instanceof Ending.ErrorEvent event) {
      event(out, error(exchange, id, Reply.error(500, event.message())));
    } else if (ending instanceof Ending.Complete && !isMessages(exchange)) {
      data(out, "[DONE]");
    }
  }

  private static int lastChunk(Ending ending) {
    if (ending instanceof Ending.Cut cut) {
      return cut.afterChunks();
    } else if (ending instanceof Ending.Unfinished unfinished) {
      return unfinished.afterChunks();
    } else if (ending instanceof Ending.ErrorEvent event) {
      return event.afterChunks();
    }
    return Integer.MAX_VALUE;
  }

  private static void event(OutputStream out, ObjectNode json) throws IOException {
    if (json.path("type").isTextual()) {
      out.write(("event: " + json.path("type").textValue() + "\n").getBytes(UTF_8));
    }
    data(out, json.toString());
  }

  private static void data(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  private static void sendBody(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static ObjectNode error(Reply.Failure failure) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error")
        .put("message", failure.message())
        .put("type", failure.type())
        .putNull("param")
        .put("code", failure.code());
    return json;
  }

  private static void providerHeaders(Headers headers, int id, long started) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    headers.set("x-request-id", "req_%08d".formatted(id));
    headers.set("openai-processing-ms", Long.toString(millis));
    headers.set("openai-version", "2020-10-01");
    headers.set("x-ratelimit-limit-requests", "10000");
    headers.set("x-ratelimit-remaining-requests", "9999");
    headers.set("x-ratelimit-reset-requests", "6ms");
    headers.set("x-ratelimit-limit-tokens", "200000");
    headers.set("x-ratelimit-remaining-tokens", "199000");
    headers.set("x-ratelimit-reset-tokens", "300ms");
  }

  private static void hold(Pause pause) throws InterruptedIOException {
    try {
      pause.hold();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server was closed");
    }
  }

  private static IOException cut() {
    return new IOException("cut on purpose");
  }

  private JsonNode parse(String body) {
    try {
      return mapper.readTree(body);
    } catch (JsonProcessingException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }
}
