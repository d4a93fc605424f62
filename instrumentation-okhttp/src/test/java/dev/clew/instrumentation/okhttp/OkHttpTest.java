// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.WeavingExtension;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OkHttpTest extends HttpClientContract {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OkHttpModule());

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

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool), null);
  }

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) throws Exception {
    Request.Builder request = new Request.Builder().url(url);
    if (traceparent != null) {
      request.header("traceparent", traceparent);
    }
    try (Response response = new OkHttpClient().newCall(request.build()).execute()) {
      return response.body().string();
    }
  }
}
