// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai;

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

/** Gives prepared answers, one per request, in the format of OpenAI's endpoints. */
public final class FakeOpenAi implements AutoCloseable {
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

  public FakeOpenAi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException thrown) {
      throw new AssertionError(thrown);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  public synchronized FakeOpenAi json(String body) {
    return reply(200, "application/json", body);
  }

  public synchronized FakeOpenAi reply(int status, String contentType, String body) {
    answers.add(new Answer(status, contentType, body));
    return this;
  }

  /** Prepares a stream of events, each named by its {@code type} if it has one. */
  public FakeOpenAi events(String... events) {
    StringBuilder body = new StringBuilder();
    for (String event : events) {
      body.append("data: ").append(event.replace("\n", "")).append("\n\n");
    }
    return reply(200, "text/event-stream", body.toString());
  }

  /** Prepares an answer that is cut off. */
  public synchronized FakeOpenAi cut(String contentType, String body) {
    answers.add(new Answer(200, contentType, body, null, new CountDownLatch(0)));
    return this;
  }

  /** Prepares an answer whose second part is sent once it is released. */
  public synchronized FakeOpenAi inTwo(
      String contentType, String body, String rest, CountDownLatch release) {
    answers.add(new Answer(200, contentType, body, rest, release));
    return this;
  }

  /** Returns the bodies of the requests so far. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
      Answer answer = next(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      exchange.getResponseHeaders().set("x-request-id", "req_1");
      exchange.getResponseHeaders().set("retry-after-ms", "1");
      String rest = answer.rest();
      byte[] end = rest == null ? new byte[9] : rest.getBytes(StandardCharsets.UTF_8);
      int length = body.length + end.length;
      exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
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
