// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.testkit.WeavingExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdkHttpServerTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new JdkHttpServerModule());

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server
        .createContext("/", this::serve)
        .getFilters()
        .add(Filter.beforeHandler("a filter", exchange -> note()));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void parentThatArrives_isCurrentWhileTheRequestIsServed() throws Exception {
    assertThat(get(TRACEPARENT)).isEqualTo(200);
    assertThat(seen).containsExactly("b7ad6b7169203331", "b7ad6b7169203331");

    assertThat(get(null)).isEqualTo(200);
    assertThat(seen).endsWith("none", "none").hasSize(4);
  }

  @Test
  void parentThatIsNone_isSkipped() throws Exception {
    assertThat(get("00-nonsense")).isEqualTo(200);

    assertThat(seen).containsExactly("none", "none");
  }

  @Test
  void handlerThatThrows_leavesNothingCurrent() throws Exception {
    server.createContext(
        "/broken",
        exchange -> {
          note();
          exchange.sendResponseHeaders(500, -1);
          throw new IOException("broken");
        });
    HttpRequest request =
        HttpRequest.newBuilder(uri("/broken")).header("traceparent", TRACEPARENT).build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

    assertThat(get(null)).isEqualTo(200);
    assertThat(seen).containsExactly("b7ad6b7169203331", "none", "none");
  }

  private void serve(HttpExchange exchange) throws IOException {
    note();
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void note() {
    RemoteParent parent = Context.current().get(RemoteParent.KEY);
    seen.add(parent == null ? "none" : parent.spanId());
  }

  private int get(String traceparent) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri("/"));
    if (traceparent != null) {
      request.header("traceparent", traceparent);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
