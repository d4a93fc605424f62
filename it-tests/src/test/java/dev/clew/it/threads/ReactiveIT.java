// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TracedRun;
import org.junit.jupiter.api.Test;

/** Reactor chains driven by event loops, beneath the tool of a streaming service. */
class ReactiveIT {
  private static final String LANGCHAIN4J = "1.10.0";
  private static final String ADAPTER = "1.10.0-beta18";

  @Test
  void questionsInEveryKindOfChain_areOneTree() throws Exception {
    Application app =
        Application.compile(
            "reactive",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j:" + LANGCHAIN4J,
                "dev.langchain4j:langchain4j-reactor:" + ADAPTER));

    TracedRun run = Comparison.of(Jdk.running(), app).run(); // stdout is as without the agent

    assertThat(run.traces().trees()).hasSize(1);
    assertThat(run.traces().trees().get(0).describe())
        .isEqualTo(
            """
            agent Desk.answer
              generation chat LoopModel (streamed, no chunk)
              function consult
            """
                + """
                    handoff Desk.answer → Expert.ask
                    agent Expert.ask
                      generation chat EchoModel
                """
                    .repeat(7)
                + "  generation chat LoopModel (streamed)\n");
  }
}
