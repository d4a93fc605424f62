// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.WeavingExtension;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UrlConnectionTest extends HttpClientContract {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new UrlConnectionModule());

  @Test
  void connection_tellsTheApplicationNothingOfTheHeaders() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      HttpURLConnection connection = connection(server.url("127.0.0.1", "/"));
      connection.setDoOutput(true);
      connection.getOutputStream().write("body".getBytes(StandardCharsets.US_ASCII));
      assertThat(connection.getResponseCode()).isEqualTo(200);
      assertThat(connection.getRequestProperty("traceparent")).isNull();
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool));
    assertThat(server.received("content-length")).containsExactly("4");
  }

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) throws Exception {
    HttpURLConnection connection = connection(url);
    if (traceparent != null) {
      connection.setRequestProperty("traceparent", traceparent);
    }
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpURLConnection connection(String url) throws Exception {
    return (HttpURLConnection) URI.create(url).toURL().openConnection();
  }
}
