// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.apachehttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.HttpSender;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass
@FieldSource("VERSIONS")
class ApacheHttpClientTest extends HttpClientContract {
  static final List<LibraryVersion> VERSIONS =
      LibraryVersion.supportedBy(new ApacheHttpClientModule());

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ApacheHttpClientModule());

  @Parameter LibraryVersion version;

  @Test
  void requestOfTheApplication_staysAsItIs() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(
              version
                  .load(HttpSender.class, Looking.class)
                  .send(server.url("127.0.0.1", "/away"), null))
          .isEqualTo("served, without header");
    }
    tool.end();
  }

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
      HttpGet request = new HttpGet(url);
      if (traceparent != null) {
        request.addHeader("traceparent", traceparent);
      }
      try (CloseableHttpClient client = HttpClients.createDefault()) {
        return client.execute(request, response -> EntityUtils.toString(response.getEntity()));
      }
    }
  }

  /** Reports whether the application's own request has changed. */
  static final class Looking implements HttpSender {
    @Override
    public String send(String url, @Nullable String traceparent) throws Exception {
      HttpGet request = new HttpGet(url);
      try (CloseableHttpClient client = HttpClients.createDefault()) {
        String body =
            client.execute(request, response -> EntityUtils.toString(response.getEntity()));
        return body
            + (request.containsHeader("traceparent") ? ", with header" : ", without header");
      }
    }
  }
}
