// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.OnRequest;
import dev.clew.it.harness.TracedRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Earlier versions of langchain4j-agentic, each with the core it was released with. */
class AgenticVersionsIT {
  /** Before 1.10 the library does not expose the name of a workflow without an interface. */
  static List<Arguments> versions() {
    List<Arguments> versions = new ArrayList<>();
    versions.add(arguments("1.9.0-beta16", "1.9.0", "workflow"));
    versions.add(arguments("1.10.0-beta18", "1.10.0", "twice"));
    if (LibraryClasspath.ALL_VERSIONS) {
      versions.add(arguments("1.16.1-beta26", "1.16.1", "twice"));
    }
    return versions;
  }

  @OnRequest
  @ParameterizedTest
  @MethodSource("versions")
  void version_isTraced(String agentic, String core, String loop) {
    Application app =
        Application.compile(
            "langchain4j-agentic",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j-agentic:" + agentic,
                "dev.langchain4j:langchain4j-open-ai:" + core));

    TracedRun run = Comparison.of(Jdk.running(), app).model(AgenticIT.MODEL).run();

    assertThat(run.traces().trees()).hasSize(7);
    assertThat(run.traces().about("a good story").describe())
        .isEqualTo(
            """
            agent story
              handoff story → writer
              agent writer
                generation chat gpt-4o
              handoff writer → editor
              agent editor
                generation chat gpt-4o
            """);
    assertThat(run.traces().about("round 2").describe())
        .isEqualTo(
            """
            agent LOOP
              custom iteration 1
                handoff LOOP → writer
                agent writer
                  generation chat gpt-4o
              custom iteration 2
                handoff writer → writer
                agent writer
                  generation chat gpt-4o
            """
                .replace("LOOP", loop));
    assertThat(run.traces().about("western").describe("evening"))
        .isEqualTo(
            """
            agent evening
              agent film
                generation chat gpt-4o
              agent food
                generation chat gpt-4o
              handoff evening → film
              handoff evening → food
            """);
  }

  /** The agents are AI services, but nothing connects them. */
  @ParameterizedTest
  @CsvSource("1.8.0-beta15, 1.8.0")
  void versionBefore_isNamedAndShowsItsAgentsAlone(String agentic, String core) {
    Application app =
        Application.compile(
            "langchain4j-agentic",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j-agentic:" + agentic,
                "dev.langchain4j:langchain4j-open-ai:" + core));

    TracedRun run =
        Comparison.of(Jdk.running(), app)
            .model(AgenticIT.MODEL)
            .run(
                List.of(
                    "warning: langchain4j-agentic %s does not match clew-agent.jar, which supports"
                            .formatted(agentic)
                        + " 1.9.0-beta16 to 1.19.0-beta29: it lacks class"
                        + " dev.langchain4j.agentic.internal.PlannerBasedInvocationHandler; it is not"
                        + " traced"));

    assertThat(run.traces().about("a lone story").describe())
        .isEqualTo(
            """
            agent writer
              generation chat gpt-4o
            """);
  }
}
