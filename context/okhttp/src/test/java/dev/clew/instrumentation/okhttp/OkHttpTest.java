// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.HttpSender;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

@ParameterizedClass
@FieldSource("VERSIONS")
class OkHttpTest extends HttpClientContract {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new OkHttpModule());

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OkHttpModule());

  @Parameter LibraryVersion version;

  @Test
  void requestsOfTheApplication_stayAsTheyAre() throws Exception {
    Span tool = start(Context.root());
    String seen;
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      seen =
          version
              .load(HttpSender.class, Looking.class)
              .send(server.url("127.0.0.1", "/away"), null);
    }
    tool.end();

    assertThat(seen).isEqualTo("served, [] then []");
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
      Request.Builder request = new Request.Builder().url(url);
      if (traceparent != null) {
        request.header("traceparent", traceparent);
      }
      try (Response response = new OkHttpClient().newCall(request.build()).execute()) {
        return response.body().string();
      }
    }
  }

  /** Reports the headers of both requests as the library shows them to the application. */
  static final class Looking implements HttpSender {
    @Override
    public String send(String url, @Nullable String traceparent) throws Exception {
      Request request = new Request.Builder().url(url).build();
      try (Response response = new OkHttpClient().newCall(request).execute()) {
        return response.body().string()
            + ", "
            + response.priorResponse().request().headers().names()
            + " then "
            + response.request().headers().names();
      }
    }
  }
}
