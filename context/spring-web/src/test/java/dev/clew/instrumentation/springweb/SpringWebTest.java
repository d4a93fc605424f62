// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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

@ParameterizedClass
@FieldSource("VERSIONS")
class SpringWebTest extends HttpClientContract {
  static final List<LibraryVersion> VERSIONS = LibraryVersion.supportedBy(new SpringWebModule());

  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new SpringWebModule());

  @Parameter LibraryVersion version;

  @Test
  void webClient_namesTheSpanItWasSubscribedToIn() throws Exception {
    assertNamesTheSpan(Senders.ByWebClient.class);
  }

  @Test
  void restClient_namesTheSpan() throws Exception {
    assumeThat(version.toString()).isNotIn("5.3.0", "6.0.23");
    assertNamesTheSpan(Senders.ByRestClient.class);
  }

  @Override
  @Test
  protected void redirectToAHostThatIsNotMeant_isUnchanged() {
    // Spring follows no redirects; its transport may, and has its own hook for that.
  }

  @Override
  @Test
  protected void headersThatAnotherHookAdded_areTakenOffAtARedirect() {
    // Same here.
  }

  private void assertNamesTheSpan(Class<? extends HttpSender> sender) throws Exception {
    Span tool = start(Context.root());
    try (Scope inside = Context.root().with(tool).makeCurrent()) {
      String answer =
          version.load(HttpSender.class, sender).send(server.url("127.0.0.1", "/"), null);
      assertThat(answer).isEqualTo("served");
    }
    tool.end();

    assertThat(server.received("traceparent")).containsExactly(traceparent(tool));
  }

  @Override
  protected WeavingExtension weaving() {
    return weaving;
  }

  @Override
  protected String send(String url, @Nullable String traceparent) throws Exception {
    return version.load(HttpSender.class, Senders.ByRestTemplate.class).send(url, traceparent);
  }
}
