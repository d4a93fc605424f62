// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.HttpSender;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass
@FieldSource("dev.clew.instrumentation.apachehttp.ApacheHttpClientTest#VERSIONS")
class ApacheHttpAsyncClientTest extends HttpClientContract {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ApacheHttpClientModule());

  @Parameter LibraryVersion version;

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) throws Exception {
    return version.load(HttpSender.class, Sending.class).send(url, traceparent);
  }

  static final class Sending implements HttpSender {
    @Override
    public String send(String url, @Nullable String traceparent) throws Exception {
      SimpleHttpRequest request = SimpleRequestBuilder.get(url).build();
      if (traceparent != null) {
        request.addHeader("traceparent", traceparent);
      }
      try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
        client.start();
        return client.execute(request, null).get().getBodyText();
      }
    }
  }
}
