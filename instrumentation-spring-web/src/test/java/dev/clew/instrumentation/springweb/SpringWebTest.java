// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.WeavingExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

class SpringWebTest extends HttpClientContract {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringWebModule());

  @Test
  void webClient_namesTheSpanItWasSubscribedToIn() {
    Span tool = start(Context.root());
    WebClient client = WebClient.builder().clientConnector(new JdkClientHttpConnector()).build();
    var answer = client.get().uri(server.url("127.0.0.1", "/")).retrieve().bodyToMono(String.class);
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(answer.block()).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool));
  }

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) {
    RestClient.RequestHeadersSpec<?> request = RestClient.create().get().uri(url);
    if (traceparent != null) {
      request = request.header("traceparent", traceparent);
    }
    return request.retrieve().body(String.class);
  }
}
