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
    ChatRequest request = ChatRequest.of(parse(body));
    Reply reply = reply(exchange, request);
    hold(reply.before());
    providerHeaders(exchange.getResponseHeaders(), id, started);
    if (reply instanceof Reply.Answer answer) {
      long created = System.currentTimeMillis() / 1_000;
      send(exchange, request, answer, new CompletionJson(id, created, request, answer));
    } else if (reply instanceof Reply.Failure failure) {
      failure.headers().forEach(exchange.getResponseHeaders()::set);
      sendBody(exchange, failure.status(), "application/json", error(failure).toString());
    } else if (reply instanceof Reply.Raw raw) {
      sendBody(exchange, raw.status(), raw.contentType(), raw.body());
    }
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, ChatRequest request) {
    String path = exchange.getRequestURI().getPath();
    if (!path.equals(PATH)) {
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

  private void send(
      HttpExchange exchange, ChatRequest request, Reply.Answer answer, CompletionJson json)
      throws IOException {
    if (request.stream()) {
      stream(exchange, answer, json.chunks());
    } else if (answer.ending() instanceof Ending.ErrorEvent event) {
      ObjectNode error = error(Reply.error(500, event.message()));
      sendBody(exchange, 500, "application/json", error.toString());
    } else if (answer.ending() instanceof Ending.Complete) {
      sendBody(exchange, 200, "application/json", json.whole().toString());
    } else {
      byte[] body = json.whole().toString().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
      throw cut();
    }
  }

  private static void stream(HttpExchange exchange, Reply.Answer answer, List<ObjectNode> chunks)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    Ending ending = answer.ending();
    int limit = Math.min(lastChunk(ending), chunks.size());
    for (int i = 0; i < limit; i++) {
      event(out, chunks.get(i).toString());
      hold(answer.betweenChunks());
    }
    if (ending instanceof Ending.Cut) {
      throw cut();
    } else if (ending instanceof Ending.ErrorEvent event) {
      event(out, error(Reply.error(500, event.message())).toString());
    } else if (ending instanceof Ending.Complete) {
      event(out, "[DONE]");
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

  private static void event(OutputStream out, String data) throws IOException {
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
