// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver as strict as OpenAI's: 400 for what breaks a rule, 401 for a wrong key. */
final class FakeIngest implements AutoCloseable {
  static final String KEY = "sk-test-4711";

  /** A request that came in. */
  record Received(Headers headers, String body) {}

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  FakeIngest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces/ingest", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces/ingest");
  }

  /** Makes the next request be answered so, whatever it says. */
  void answerNext(Answer answer) {
    answers.add(answer);
  }

  static Answer status(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      respond(exchange, status, body);
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(new Received(exchange.getRequestHeaders(), body));
      Answer answer = answers.poll();
      if (answer != null) {
        answer.write(exchange);
      } else {
        judge(exchange, body);
      }
    }
  }

  private static void judge(HttpExchange exchange, String body) throws IOException {
    if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      respond(exchange, 401, "{\"error\":{\"message\":\"Incorrect API key provided\"}}");
      return;
    }
    List<String> violations = IngestRules.violations(body);
    if (violations.isEmpty()) {
      respond(exchange, 204, "");
    } else {
      respond(exchange, 400, "{\"error\":{\"message\":\"" + violations + "\"}}");
    }
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** How to answer. */
  interface Answer {
    void write(HttpExchange exchange) throws IOException;
  }
}
