// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import reactor.core.publisher.Mono;

/** Clew must not call requests and connectors written by an application. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringWebModule());

  @BeforeEach
  void answer() {
    Probe.answerWith(OwnObjectsTest::answer);
  }

  @AfterEach
  void forget() {
    Probe.calls();
  }

  private static @Nullable Object answer(Type type) {
    if (type == URI.class) {
      return URI.create("http://127.0.0.1:1/");
    }
    if (type == HttpMethod.class) {
      return HttpMethod.GET;
    }
    return type.getTypeName().startsWith(Mono.class.getName()) ? Mono.empty() : null;
  }

  private interface Sending {
    void send() throws Exception;
  }

  private static void inSpan(Sending sending) throws Exception {
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      sending.send();
    }
    tool.end();
  }

  @Test
  void ownRequestOfARestClient_isNotCalled() throws Exception {
    AbstractClientHttpRequest own = Probe.implementing(AbstractClientHttpRequest.class);

    inSpan(own::execute);

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownRequestOfAWebClient_isNotCalled() throws Exception {
    ClientRequest own = Probe.implementing(ClientRequest.class);
    ClientHttpConnector connector = Probe.implementing(ClientHttpConnector.class);

    inSpan(() -> ExchangeFunctions.create(connector).exchange(own).block());

    assertThat(Probe.calls()).isEmpty();
  }
}
