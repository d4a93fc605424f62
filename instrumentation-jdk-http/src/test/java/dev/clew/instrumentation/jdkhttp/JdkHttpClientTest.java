// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.WeavingExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JdkHttpClientTest {
  private static final RemoteParent CALLER =
      new RemoteParent(
          "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false, "a=1", "user=7");

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new JdkHttpClientModule());

  private final HeaderServer server = HeaderServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestInsideASpan_namesIt() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/"))).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent"))
        .containsExactly("00-" + tool.traceId() + "-" + tool.spanId() + "-01");
    assertThat(server.received("tracestate")).containsOnlyNulls();
  }

  @Test
  void requestInsideAnotherOnesTrace_takesStateAndBaggageAlong() throws Exception {
    Span tool = start(Context.root().with(RemoteParent.KEY, CALLER));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/"))).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent"))
        .containsExactly("00-" + CALLER.traceId() + "-" + tool.spanId() + "-00");
    assertThat(server.received("tracestate")).containsExactly("a=1");
    assertThat(server.received("baggage")).containsExactly("user=7");
  }

  @Test
  void requestToAHostThatIsNotMeant_isAsItWas() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("localhost", "/"))).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsOnlyNulls().hasSize(1);
  }

  @Test
  void requestOutsideATrace_isAsItWas() throws Exception {
    assertThat(send(server.url("127.0.0.1", "/"))).isEqualTo("served");

    assertThat(server.received("traceparent")).containsOnlyNulls().hasSize(1);
  }

  @Test
  void headerOfTheApplication_stays() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(sendWithParent(server.url("127.0.0.1", "/"), "mine")).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly("mine");
  }

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

    assertThat(server.received("traceparent"))
        .containsExactly("00-" + tool.traceId() + "-" + tool.spanId() + "-01");
    assertThat(server.received("content-length")).containsExactly("4");
    assertThat(request.headers().map()).isEmpty();
  }

  private static Span start(Context parent) {
    return weaving
        .spans()
        .tracer()
        .start(
            parent,
            SpanType.FUNCTION,
            "tool",
            () -> new FunctionData("tool", null, null, null, null, false));
  }

  private static String send(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String sendWithParent(String url, String parent) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("traceparent", parent).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
