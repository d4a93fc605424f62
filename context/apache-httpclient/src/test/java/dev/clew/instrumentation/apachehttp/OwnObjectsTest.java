// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.HeaderServer;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import java.net.URI;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clew must not call a request that an application's handler substitutes for the client's. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ApacheHttpClientModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  @Test
  void ownRequests_areNotCalled() throws Exception {
    Span tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (HeaderServer server = HeaderServer.start();
        CloseableHttpClient client =
            HttpClients.custom()
                .addExecInterceptorLast(
                    "own",
                    (request, scope, chain) -> {
                      BasicClassicHttpRequest sent =
                          new BasicClassicHttpRequest(
                              "GET", URI.create(server.url("127.0.0.1", "/")));
                      return chain.proceed(Probe.like(sent), scope);
                    })
                .build();
        Scope inside = Context.root().with(tool).makeCurrent()) {
      HttpGet own = Probe.like(new HttpGet(server.url("127.0.0.1", "/")));

      String answer = client.execute(own, response -> EntityUtils.toString(response.getEntity()));

      assertThat(answer).isEqualTo("served");
    }
    tool.end();

    assertThat(Probe.calls()).isEmpty();
  }
}
