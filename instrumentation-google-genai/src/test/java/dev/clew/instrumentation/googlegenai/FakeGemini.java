// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
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

/** Gives prepared answers, one per request, in the format of Gemini's endpoints. */
final class FakeGemini implements AutoCloseable {
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
  private final List<String> paths = new ArrayList<>();

  FakeGemini() {
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

  Client client() {
    return Client.builder()
        .apiKey("secret")
        .httpOptions(HttpOptions.builder().baseUrl(url()).build())
        .build();
  }

  FakeGemini json(String body) {
    return reply(200, "application/json", body);
  }

  FakeGemini error(int status, String name) {
    return reply(
        status,
        "application/json",
        "{\"error\":{\"code\":%d,\"message\":\"not now\",\"status\":\"%s\"}}"
            .formatted(status, name));
  }

  /** Prepares an answer with these parts. */
  FakeGemini answer(String... parts) {
    return json(answerBody("STOP", parts));
  }

  static String answerBody(String finishReason, String... parts) {
    return """
        {"candidates":[{"content":{"parts":[%s],"role":"model"},"finishReason":"%s","index":0}],\
        "usageMetadata":{"promptTokenCount":131,"candidatesTokenCount":5,"thoughtsTokenCount":2,\
        "cachedContentTokenCount":100,"totalTokenCount":138},\
        "modelVersion":"gemini-x-001","responseId":"resp_1"}"""
        .formatted(String.join(",", parts), finishReason);
  }

  /** Returns a response of a stream that is not the last. */
  static String chunk(String... parts) {
    return """
        {"candidates":[{"content":{"parts":[%s],"role":"model"},"index":0}],\
        "modelVersion":"gemini-x-001","responseId":"resp_1"}"""
        .formatted(String.join(",", parts));
  }

  static String text(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  static String thought(String text) {
    return "{\"text\":\"" + text + "\",\"thought\":true}";
  }

  static String functionCall(String name, String args) {
    return "{\"functionCall\":{\"name\":\"%s\",\"args\":%s}}".formatted(name, args);
  }

  static String functionCall(String id, String name, String args) {
    return "{\"functionCall\":{\"id\":\"%s\",\"name\":\"%s\",\"args\":%s}}"
        .formatted(id, name, args);
  }

  /** Prepares a stream of responses. */
  FakeGemini stream(String... responses) {
    StringBuilder body = new StringBuilder();
    for (String each : responses) {
      body.append("data: ").append(each).append("\n\n");
    }
    return reply(200, "text/event-stream", body.toString());
  }

  synchronized FakeGemini reply(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body));
    return this;
  }

  /**
   * Prepares a stream whose second response is sent once it is released; without one, it breaks.
   */
  synchronized FakeGemini inTwo(String first, @Nullable String second, CountDownLatch release) {
    String rest = second == null ? null : "data: " + second + "\n\n";
    answers.add(new Answer(200, "text/event-stream", "data: " + first + "\n\n", rest, release));
    return this;
  }

  /** Returns the bodies of the requests so far. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns the paths of the requests so far. */
  synchronized List<String> paths() {
    return List.copyOf(paths);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = next(exchange.getRequestURI().getPath(), request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", answer.contentType());
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

  private synchronized Answer next(String path, String request) {
    paths.add(path);
    requests.add(request);
    Answer answer = answers.poll();
    return answer == null ? new Answer(400, "text/plain", "no answer prepared") : answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
