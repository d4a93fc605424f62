// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.examples.modelserver.RecordedRequest;
import dev.clew.it.harness.ModelEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * All endpoints of a provider. The answer depends on a phrase in the request's path or body; the
 * first matching phrase counts, and its answers are given in order.
 */
public final class FakeProvider implements ModelEndpoint {
  /** An answer; {@code retryAfterMillis} is sent if it is not negative. */
  public record Answer(
      int status, String contentType, String body, long retryAfterMillis, Wire wire) {
    Answer(int status, String contentType, String body, long retryAfterMillis) {
      this(status, contentType, body, retryAfterMillis, Wire.WHOLE);
    }
  }

  /** Answers by phrase, in the order in which phrases are matched. */
  public static final class Script {
    private final Map<String, List<Answer>> answers = new LinkedHashMap<>();

    /** Answers with JSON. */
    public Script json(String phrase, String... bodies) {
      for (String body : bodies) {
        reply(phrase, new Answer(200, "application/json", body, -1));
      }
      return this;
    }

    /** Answers with server-sent events. */
    public Script events(String phrase, String... events) {
      return events(phrase, Wire.WHOLE, events);
    }

    Script events(String phrase, Wire wire, String... events) {
      StringBuilder body = new StringBuilder();
      for (String event : events) {
        body.append("data: ").append(event.replace("\n", "")).append("\n\n");
      }
      return reply(phrase, new Answer(200, "text/event-stream", body.toString(), -1, wire));
    }

    /** Answers with a given response. */
    public Script reply(String phrase, Answer answer) {
      answers.computeIfAbsent(phrase, each -> new ArrayList<>()).add(answer);
      return this;
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Script script;
  private final Map<String, Integer> given = new LinkedHashMap<>();
  private final List<RecordedRequest> requests = new ArrayList<>();

  private FakeProvider(HttpServer server, Script script) {
    this.server = server;
    this.script = script;
  }

  /** Starts a provider that follows {@code script}. */
  public static FakeProvider start(Script script) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeProvider provider = new FakeProvider(server, script);
      server.setExecutor(provider.threads);
      server.createContext("/", provider::handle);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  @Override
  public synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
      Answer answer = record(exchange, body);
      byte[] bytes = answer.body().getBytes(UTF_8);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.contentType());
      headers.set("x-request-id", "req_7");
      headers.set("x-ratelimit-remaining-requests", "41");
      if (answer.retryAfterMillis() >= 0) {
        headers.set("Retry-After-Ms", Long.toString(answer.retryAfterMillis()));
      }
      answer.wire().send(exchange, answer.status(), bytes);
    }
  }

  private synchronized Answer record(HttpExchange exchange, String body) {
    String path = exchange.getRequestURI().toString();
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    headers.replace("authorization", List.of("present"));
    String normalized = withoutBoundary(headers, body);
    requests.add(new RecordedRequest(exchange.getRequestMethod(), path, headers, normalized));
    return next(path + normalized);
  }

  private Answer next(String request) {
    for (Map.Entry<String, List<Answer>> each : script.answers.entrySet()) {
      if (request.contains(each.getKey())) {
        int number = given.merge(each.getKey(), 1, Integer::sum) - 1;
        if (number < each.getValue().size()) {
          return each.getValue().get(number);
        }
      }
    }
    return new Answer(400, "text/plain", "no answer prepared", -1);
  }

  /** The boundary of a form is random. */
  private static String withoutBoundary(Map<String, List<String>> headers, String body) {
    String type = String.join("", headers.getOrDefault("content-type", List.of()));
    int start = type.indexOf("boundary=");
    if (start < 0) {
      return body;
    }
    String boundary = type.substring(start + "boundary=".length());
    headers.put("content-type", List.of(type.replace(boundary, "BOUNDARY")));
    return body.replace(boundary, "BOUNDARY");
  }
}
