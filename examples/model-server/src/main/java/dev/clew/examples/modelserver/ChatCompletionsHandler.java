// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers one HTTP request. An {@link IOException} out of {@link #handle} makes the JDK's server
 * drop the connection without ending the body, which is how a reply is cut on purpose.
 */
final class ChatCompletionsHandler implements HttpHandler {
  private static final String JSON = "application/json";

  /** The first one also answers what is of no API. */
  private static final List<WireFormat> FORMATS =
      List.of(
          new CompletionFormat(),
          new MessagesFormat(),
          new GeminiFormat(),
          new InteractionsFormat(),
          new BedrockFormat(),
          new OllamaFormat());

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
    String path = exchange.getRequestURI().getPath();
    WireFormat format =
        FORMATS.stream().filter(each -> each.serves(path)).findFirst().orElse(FORMATS.get(0));
    ChatRequest request = format.request(path, parse(body));
    Reply reply = reply(exchange, format, request);
    hold(reply.before());
    format.addHeaders(exchange.getResponseHeaders(), id, started);
    if (reply instanceof Reply.Answer answer) {
      send(exchange, format, id, request, answer);
    } else if (reply instanceof Reply.Failure failure) {
      format.addErrorHeaders(exchange.getResponseHeaders(), failure);
      failure.headers().forEach(exchange.getResponseHeaders()::set);
      sendBody(exchange, failure.status(), JSON, format.error(failure, id).toString());
    } else if (reply instanceof Reply.Raw raw) {
      sendBody(exchange, raw.status(), raw.contentType(), raw.body());
    }
    exchange.close();
  }

  private Reply reply(HttpExchange exchange, WireFormat format, ChatRequest request) {
    String path = exchange.getRequestURI().getPath();
    if (!format.serves(path)) {
      return Reply.error(404, "Unknown request URL: " + path);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Reply.error(405, "Only POST requests are accepted.");
    }
    if (!format.isValid(request.raw())) {
      return Reply.error(400, "The body is not the JSON of a chat completions request.");
    }
    try {
      return script.reply(request);
    } catch (RuntimeException e) {
      return Reply.error(500, "the script failed: " + e);
    }
  }

  private static void send(
      HttpExchange exchange, WireFormat format, int id, ChatRequest request, Reply.Answer answer)
      throws IOException {
    AnswerJson json = format.answer(id, request, answer);
    if (request.stream()) {
      stream(exchange, format, id, answer, json.chunks());
    } else if (answer.ending() instanceof Ending.ErrorEvent event) {
      Reply.Failure failure = Reply.error(500, event.message());
      format.addErrorHeaders(exchange.getResponseHeaders(), failure);
      ObjectNode error = format.error(failure, id);
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
      HttpExchange exchange,
      WireFormat format,
      int id,
      Reply.Answer answer,
      List<ObjectNode> chunks)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", format.streamType());
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    Ending ending = answer.ending();
    int limit = Math.min(lastChunk(ending), chunks.size());
    for (int i = 0; i < limit; i++) {
      event(out, format, chunks.get(i));
      hold(answer.betweenChunks());
    }
    if (ending instanceof Ending.Cut) {
      throw cut();
    } else if (ending instanceof Ending.ErrorEvent event) {
      event(out, format, format.error(Reply.error(500, event.message()), id));
    } else if (ending instanceof Ending.Complete && format.endsWithDone()) {
      out.write("data: [DONE]\n\n".getBytes(UTF_8));
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

  private static void event(OutputStream out, WireFormat format, ObjectNode json)
      throws IOException {
    out.write(format.event(json));
    out.flush();
  }

  private static void sendBody(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
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
