// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.reactornetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.testkit.HttpClientContract;
import dev.clew.testkit.HttpSender;
import dev.clew.testkit.LibraryVersion;
import dev.clew.testkit.WeavingExtension;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;
import reactor.netty.http.client.HttpClient;

@ParameterizedClass
@FieldSource("VERSIONS")
class ReactorNettyClientTest extends HttpClientContract {
  static final List<LibraryVersion> VERSIONS =
      LibraryVersion.range(new ReactorNettyClientModule(), "1.0.0", "1.1.31", "1.2.18", "1.3.8");

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new ReactorNettyClientModule());

  @Parameter LibraryVersion version;

  @Test
  void headersThatSpringsHookAdded_areTakenOffAtARedirectToo() throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      assertThat(send(server.url("127.0.0.1", "/away"), traceparent(tool))).isEqualTo("served");
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
