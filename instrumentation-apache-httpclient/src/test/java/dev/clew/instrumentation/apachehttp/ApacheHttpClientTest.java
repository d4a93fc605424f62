// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.WeavingExtension;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApacheHttpClientTest extends HttpClientContract {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ApacheHttpClientModule());

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

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool), null);
    assertThat(request.containsHeader("traceparent")).isFalse();
  }

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) throws Exception {
    ClassicRequestBuilder request = ClassicRequestBuilder.get(url);
    if (traceparent != null) {
      request.addHeader("traceparent", traceparent);
    }
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      return client.execute(
          request.build(), response -> EntityUtils.toString(response.getEntity()));
    }
  }
}
