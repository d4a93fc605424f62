// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A model and an MCP server that answer by a word in the request. */
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final CountDownLatch seen = new CountDownLatch(1);

  ScriptedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext("/", this::serve);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestURI().getPath().equals("/seen")) {
      seen.countDown();
      send(exchange, 200, "text/plain", "ok");
      return;
    }
    int count = requests.incrementAndGet();
    if (exchange.getRequestURI().getPath().equals("/mcp")) {
      String answer = McpAnswers.to(body);
      send(exchange, answer.isEmpty() ? 202 : 200, "application/json", answer);
    } else if (body.contains("retried")) {
      if (count <= 2) {
        send(exchange, 429, "application/json", "{\"error\":{\"message\":\"slow down\"}}");
      } else {
        send(exchange, 200, "application/json", whole(text("at last")));
      }
    } else if (body.contains("refused")) {
      send(exchange, 400, "application/json", "{\"error\":{\"message\":\"not that model\"}}");
    } else if (body.contains("streamed")) {
      stream(exchange, !body.contains("cut off"));
    } else if (body.contains("malformed")) {
      send(exchange, 200, "application/json", whole(calls(call("fare", "{\\\"city\\\":"))));
    } else if (body.contains("\"tool\"")) {
      send(exchange, 200, "application/json", whole(text("189.00 it is")));
    } else if (body.contains("tools")) {
      String arguments = "{\\\"city\\\":\\\"Rome\\\"}";
      String all =
          call("fare", arguments) + "," + call("seats", arguments) + "," + call("fees", "{}");
      send(exchange, 200, "application/json", whole(calls(all)));
    } else {
      send(exchange, 200, "application/json", whole(text("hello, Zoë")));
    }
  }

  /** Sends the rest once the application has seen the first piece. */
  private void stream(HttpExchange exchange, boolean complete) throws IOException {
    byte[] first = chunk("uno ");
    byte[] rest = chunk("dos ");
    byte[] end = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, first.length + rest.length + end.length);
    OutputStream out = exchange.getResponseBody();
    out.write(first);
    out.flush();
    await();
    out.write(rest);
    out.flush();
    if (complete) {
      out.write(end);
    }
    exchange.close(); // before its length is reached if it is cut off
  }

  private void await() {
    try {
      if (!seen.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the application has not seen the first piece");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] chunk(String text) {
    return ("data: {\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
            + text
            + "\"}}]}\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String text) {
    return "{\"role\":\"assistant\",\"content\":\"" + text + "\"}";
  }

  private static String calls(String calls) {
    return "{\"role\":\"assistant\",\"tool_calls\":[" + calls + "]}";
  }

  private static String call(String name, String arguments) {
    return "{\"id\":\"call_%s\",\"type\":\"function\",\"function\":{\"name\":\"%s\",\"arguments\":\"%s\"}}"
        .formatted(name, name, arguments);
  }

  private static String whole(String message) {
    return "{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":"
        + message
        + ",\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
        + "\"total_tokens\":5}}";
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    seen.countDown();
    server.stop(0);
  }
}
