// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Gives prepared answers, one per request, in the format of Anthropic's endpoints. */
final class FakeAnthropic implements AutoCloseable {
  /** The rest of the body is sent once it is released; a missing rest breaks the answer off. */
  private record Answer(
      int status, String contentType, String body, @Nullable String rest, CountDownLatch release) {
    Answer(int status, String contentType, String body) {
      this(status, contentType, body, "", new CountDownLatch(0));
    }
  }

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  FakeAnthropic() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException thrown) {
      throw new AssertionError(thrown);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  AnthropicClient client(int maxRetries) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(url())
        .apiKey("sk-ant-secret")
        .maxRetries(maxRetries)
        .build();
  }

  FakeAnthropic json(String body) {
    return reply(200, "application/json", body);
  }

  FakeAnthropic error(int status, String type) {
    return reply(status, "application/json", errorBody(type));
  }

  static String errorBody(String type) {
    return """
        {"type":"error","error":{"type":"%s","message":"not now"},"request_id":"req_1"}"""
        .formatted(type);
  }

  /** Prepares a message with these content blocks. */
  FakeAnthropic message(String stopReason, String... blocks) {
    return json(messageBody("msg_1", stopReason, blocks));
  }

  static String messageBody(String id, String stopReason, String... blocks) {
    return """
        {"id":"%s","type":"message","role":"assistant","model":"claude-x-1","content":[%s],
         "stop_reason":"%s","stop_sequence":null,
         "usage":{"input_tokens":11,"output_tokens":7,"cache_read_input_tokens":100,
                  "cache_creation_input_tokens":20}}
        """
        .formatted(id, String.join(",", blocks), stopReason);
  }

  static String text(String text) {
    return "{\"type\":\"text\",\"text\":\"" + text + "\",\"citations\":null}";
  }

  static String toolUse(String id, String name, String input) {
    return "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s}"
        .formatted(id, name, input);
  }

  /** Prepares a stream of events, each named by its {@code type}. */
  FakeAnthropic events(String... events) {
    StringBuilder body = new StringBuilder();
    for (String event : events) {
      body.append(event(event));
    }
    return reply(200, "text/event-stream", body.toString());
  }

  static String start() {
    return """
        {"type":"message_start","message":{"id":"msg_2","type":"message","role":"assistant",\
        "model":"claude-x-1","content":[],"stop_reason":null,"stop_sequence":null,\
        "usage":{"input_tokens":11,"output_tokens":1,"cache_read_input_tokens":null,\
        "cache_creation_input_tokens":20}}}""";
  }

  static String blockStart(int index, String block) {
    return "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":%s}"
        .formatted(index, block);
  }

  static String delta(int index, String delta) {
    return "{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":%s}".formatted(index, delta);
  }

  static String blockStop(int index) {
    return "{\"type\":\"content_block_stop\",\"index\":" + index + "}";
  }

  static String end(String stopReason) {
    return """
        {"type":"message_delta","delta":{"stop_reason":"%s","stop_sequence":null},\
        "usage":{"output_tokens":7}}"""
        .formatted(stopReason);
  }

  static String stop() {
    return "{\"type\":\"message_stop\"}";
  }

  synchronized FakeAnthropic reply(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body));
    return this;
  }

  /** Prepares an answer that is cut off. */
  synchronized FakeAnthropic cut(String contentType, String body) {
    answers.add(new Answer(200, contentType, body, null, new CountDownLatch(0)));
    return this;
  }

  /** Prepares an answer whose second part is sent once it is released. */
  synchronized FakeAnthropic inTwo(
      String contentType, String body, String rest, CountDownLatch release) {
    answers.add(new Answer(200, contentType, body, rest, release));
    return this;
  }

  static String event(String event) {
    String type = event.substring(event.indexOf(':') + 2, event.indexOf('"', 10));
    return "event: " + type + "\ndata: " + event + "\n\n";
  }

  /** Returns the bodies of the requests so far. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          next(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", answer.contentType());
      exchange.getResponseHeaders().set("request-id", "req_1");
      exchange.getResponseHeaders().set("anthropic-organization-id", "secret");
      exchange.getResponseHeaders().set("retry-after-ms", "1");
      String rest = answer.rest();
      byte[] end = rest == null ? new byte[9] : rest.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length + end.length);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
      answer.release().await();
      exchange.getResponseBody().write(end, 0, rest == null ? 0 : end.length);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer next(String request) {
    requests.add(request);
    Answer answer = answers.poll();
    return answer == null ? new Answer(500, "text/plain", "no answer prepared") : answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
