// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clew must not call requests, exchanges and handlers written by an application. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(new JdkHttpClientModule(), new JdkHttpServerModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownRequest_isNotCalled() throws Exception {
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (HeaderServer server = HeaderServer.start();
        Scope inside = Context.root().with(tool).makeCurrent()) {
      Probe.answerWith(type -> answer(type, server.url("127.0.0.1", "/")));
      HttpRequest own = Probe.implementing(HttpRequest.class);

      assertThat(HttpClient.newHttpClient().send(own, BodyHandlers.ofString()).body())
          .isEqualTo("served");
      assertThat(server.received("traceparent")).doesNotContainNull();
    }
    tool.end();

    assertThat(Probe.calls()).isEmpty();
  }

  private static @Nullable Object answer(Type type, String url) {
    if (type == URI.class) {
      return URI.create(url);
    }
    if (type == String.class) {
      return "GET";
    }
    if (type == HttpHeaders.class) {
      return HttpHeaders.of(Map.of(), (name, value) -> true);
    }
    return type == boolean.class ? false : Optional.empty();
  }

  @Test
  void ownExchange_isNotCalled() throws Exception {
    Probe.answerWith(type -> type == Headers.class ? new Headers() : null);

    new Filter.Chain(List.of(), exchange -> {}).doFilter(Probe.implementing(HttpExchange.class));

    assertThat(Probe.calls()).isEmpty();
  }
}
