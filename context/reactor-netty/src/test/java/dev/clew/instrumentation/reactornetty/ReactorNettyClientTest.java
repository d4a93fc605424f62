// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.HttpSender;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;
import reactor.netty.http.client.HttpClient;

@ParameterizedClass
@FieldSource("VERSIONS")
class ReactorNettyClientTest extends HttpClientContract {
  static final List<LibraryVersion> VERSIONS =
      LibraryVersion.supportedBy(new ReactorNettyClientModule());

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ReactorNettyClientModule());

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
    public String send(String url, @Nullable String traceparent) {
      return HttpClient.create()
          .followRedirect(true)
          .headers(
              headers -> {
                if (traceparent != null) {
                  headers.set("traceparent", traceparent);
                }
              })
          .get()
          .uri(url)
          .responseContent()
          .aggregate()
          .asString()
          .block();
    }
  }
}
