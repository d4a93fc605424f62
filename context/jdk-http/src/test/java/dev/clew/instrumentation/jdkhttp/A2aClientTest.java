// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.WeavingExtension;
import io.a2a.client.http.A2AHttpClient;
import io.a2a.client.http.JdkA2AHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client by which the A2A Java SDK sends its requests. */
class A2aClientTest extends HttpClientContract {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new JdkHttpClientModule());

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) throws Exception {
    A2AHttpClient.GetBuilder request = new JdkA2AHttpClient().createGet().url(url);
    if (traceparent != null) {
      request.addHeader("traceparent", traceparent);
    }
    return request.get().body();
  }
}
