// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.WeavingExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

class SpringWebTest {
  private static final RemoteParent CALLER =
      new RemoteParent(
          "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", false, "a=1", "user=7");

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringWebModule());

  private final HeaderServer server = HeaderServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestInsideASpan_namesIt() {
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
  void requestInsideAnotherOnesTrace_takesStateAndBaggageAlong() {
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
  void requestToAHostThatIsNotMeant_isAsItWas() {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("localhost", "/"))).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsOnlyNulls().hasSize(1);
  }

  @Test
  void requestOutsideATrace_isAsItWas() {
    assertThat(send(server.url("127.0.0.1", "/"))).isEqualTo("served");

    assertThat(server.received("traceparent")).containsOnlyNulls().hasSize(1);
  }

  @Test
  void headerOfTheApplication_stays() {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(sendWithParent(server.url("127.0.0.1", "/"), "mine")).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly("mine");
  }

  @Test
  void webClient_namesTheSpanItWasSubscribedToIn() {
    Span tool = start(Context.root());
    WebClient client = WebClient.builder().clientConnector(new JdkClientHttpConnector()).build();
    var answer = client.get().uri(server.url("127.0.0.1", "/")).retrieve().bodyToMono(String.class);
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(answer.block()).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent"))
        .containsExactly("00-" + tool.traceId() + "-" + tool.spanId() + "-01");
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

  private static String send(String url) {
    RestClient.RequestHeadersSpec<?> request = RestClient.create().get().uri(url);
    return request.retrieve().body(String.class);
  }

  private static String sendWithParent(String url, String parent) {
    RestClient.RequestHeadersSpec<?> request =
        RestClient.create().get().uri(url).header("traceparent", parent);
    return request.retrieve().body(String.class);
  }
}
