// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleinteractions;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Gives prepared answers, one per request, in the format of the Interactions API. */
final class FakeInteractions implements AutoCloseable {
  private record Answer(int status, String contentType, String body) {}

  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();

  FakeInteractions() {
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

  FakeInteractions json(String body) {
    return reply(200, "application/json", body);
  }

  FakeInteractions error(int status, String name) {
    return reply(
        status,
        "application/json",
        "{\"error\":{\"code\":%d,\"message\":\"not now\",\"status\":\"%s\"}}"
            .formatted(status, name));
  }

  synchronized FakeInteractions reply(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      Answer answer = next();
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", answer.contentType());
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private synchronized Answer next() {
    Answer answer = answers.poll();
    return answer == null ? new Answer(400, "text/plain", "no answer prepared") : answer;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
