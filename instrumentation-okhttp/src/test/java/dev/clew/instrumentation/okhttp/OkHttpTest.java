// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.WeavingExtension;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OkHttpTest {
  private static final RemoteParent CALLER =
      new RemoteParent(
          "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false, "a=1", "user=7");

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OkHttpModule());

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
  void redirectToAHostThatIsNotMeant_isAsItWas() throws Exception {
    Request request = new Request.Builder().url(server.url("127.0.0.1", "/away")).build();
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent();
        Response response = new OkHttpClient().newCall(request).execute()) {
      assertThat(response.body().string()).isEqualTo("served");
      assertThat(response.request().header("traceparent")).isNull();
      assertThat(response.priorResponse().request().headers()).isEqualTo(request.headers());
    }
    tool.end();

    assertThat(server.received("traceparent"))
        .containsExactly("00-" + tool.traceId() + "-" + tool.spanId() + "-01", null);
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
    Request request = new Request.Builder().url(url).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.body().string();
    }
  }

  private static String sendWithParent(String url, String parent) throws Exception {
    Request request = new Request.Builder().url(url).header("traceparent", parent).build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.body().string();
    }
  }
}
