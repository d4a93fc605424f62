// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.WeavingExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdkHttpClientTest extends HttpClientContract {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new JdkHttpClientModule());

  @Test
  void requestSentAsynchronously_isSentOnceAndStaysAsItIs() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("127.0.0.1", "/")))
            .POST(HttpRequest.BodyPublishers.ofString("body"))
            .build();
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      HttpClient client = HttpClient.newHttpClient();
      assertThat(client.sendAsync(request, BodyHandlers.ofString()).get().body())
          .isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool));
    assertThat(server.received("content-length")).containsExactly("4");
    assertThat(request.headers().map()).isEmpty();
  }

  @Test
  void requestThatTheResponseTellsOf_isThatOfTheApplication() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url("127.0.0.1", "/"))).build();
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(response.request().headers().map()).isEmpty();
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool));
  }

  @Test
  void handshakeOfAWebSocket_namesTheSpan() throws Exception {
    try (WebSocketDoor door = WebSocketDoor.open()) {
      Span tool = start(Context.root());
      WebSocket socket;
      try (Scope inside = Context.root().with(tool).makeCurrent()) {
        socket =
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(door.uri(), new WebSocket.Listener() {})
                .get();
      }
      socket.abort();
      tool.end();

      assertThat(door.received("traceparent")).isEqualTo(traceparent(tool));
    }
  }

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (traceparent != null) {
      request.header("traceparent", traceparent);
    }
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }
}
