// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import dev.clew.testkit.LocalCertificate;
import org.junit.jupiter.api.Test;

/** Sessions with and without the agent: over server-sent events, and over a WebSocket with TLS. */
class SessionsIT {
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on(
              "fare",
              Reply.toolCalls(new ToolCall("toolu_1", "fare", "{\"to\":\"Lisbon\"}")),
              Reply.text("It is 90 euros."))
          .on("plain", Reply.text("The quick brown fox."));

  @Test
  void hostedSession_isTraced_andBehavesAsWithoutTheAgent() {
    Application app =
        Application.compile(
            "anthropic-sessions", LibraryClasspath.of("com.anthropic:anthropic-java:3.14.0"));

    TracedRun run = Comparison.of(Jdk.running(), app).model(MODEL).run();

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            agent travel desk
              generation chat claude-sonnet-4-6 (streamed, no chunk)
              function fare
              generation chat claude-sonnet-4-6 (streamed, no chunk)
            agent travel desk
              generation chat claude-sonnet-4-6 (streamed, no chunk)
            """);
    assertThat(run.exit().code()).isEqualTo(3);
  }

  @Test
  void liveSession_isTraced_andBehavesAsWithoutTheAgent() {
    Application app =
        Application.compile(
            "google-live", LibraryClasspath.of("com.google.genai:google-genai:2.3.0"));

    TracedRun run =
        Comparison.of(trustingTheProvider(ForkedJvm.of(Jdk.running(), app)))
            .provider(LiveProvider::start)
            .run();

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            response live gemini-live (streamed)
            response live gemini-live (streamed)
            function fare
            response live gemini-live (streamed)
            """);
    assertThat(run.exit().code()).isEqualTo(3);
  }

  private static ForkedJvm trustingTheProvider(ForkedJvm jvm) {
    LocalCertificate.serverSockets();
    ForkedJvm trusting = jvm;
    for (String property :
        new String[] {"javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword"}) {
      trusting = trusting.option("-D" + property + "=" + System.getProperty(property));
    }
    return trusting;
  }
}
