// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.WeavingExtension;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApacheHttpClientTest {
  private static final RemoteParent CALLER =
      new RemoteParent(
          "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false, "a=1", "user=7");

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ApacheHttpClientModule());

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
    ClassicHttpRequest request =
        ClassicRequestBuilder.get(server.url("127.0.0.1", "/away")).build();
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent();
        CloseableHttpClient client = HttpClients.createDefault()) {
      String body = client.execute(request, response -> EntityUtils.toString(response.getEntity()));
      assertThat(body).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent"))
        .containsExactly("00-" + tool.traceId() + "-" + tool.spanId() + "-01", null);
    assertThat(request.containsHeader("traceparent")).isFalse();
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
    ClassicHttpRequest request = ClassicRequestBuilder.get(url).build();
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      return client.execute(request, response -> EntityUtils.toString(response.getEntity()));
    }
  }

  private static String sendWithParent(String url, String parent) throws Exception {
    ClassicHttpRequest request =
        ClassicRequestBuilder.get(url).addHeader("traceparent", parent).build();
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      return client.execute(request, response -> EntityUtils.toString(response.getEntity()));
    }
  }
}
