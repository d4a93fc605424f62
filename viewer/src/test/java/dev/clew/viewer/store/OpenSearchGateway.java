// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Stands before a node, passes requests on, and answers some of them itself. */
final class OpenSearchGateway implements AutoCloseable {

  /** An answer of its own. */
  record Answer(int status, String body) {}

  /** Decides what happens to a request. */
  interface Rule {
    /** Null to pass it on. */
    @Nullable Answer answer(String request, String body, Headers headers) throws IOException;
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final @Nullable String node;
  private final Rule rule;
  private final boolean secure;

  /**
   * @param node to pass requests on to; null if all are answered
   */
  OpenSearchGateway(@Nullable String node, @Nullable SSLContext tls, Rule rule) throws IOException {
    this.node = node;
    this.rule = rule;
    secure = tls != null;
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer https = HttpsServer.create(address, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = https;
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return (secure ? "https" : "http") + "://localhost:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      Answer answer = rule.answer(request, body, exchange.getRequestHeaders());
      if (answer == null) {
        answer = pass(exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
      }
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Passes a request on. */
  Answer pass(String method, String path, String body) throws IOException {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(node + path))
                  .header("Content-Type", "application/json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
