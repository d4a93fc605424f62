// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.TracedRun;
import org.junit.jupiter.api.Test;

/**
 * An application's own, subclassed or mocked objects are called as often with the agent as without:
 * LangChain4j's own test of its ingestor verifies its mocks, and models record their callers.
 */
class LangChain4jOwnObjectsIT {
  private static final String LANGCHAIN4J = BuildOutput.setting("it.langchain4j.version");
  private static final String JUNIT = BuildOutput.setting("it.junit.version");

  @Test
  void ownModelsMocksAndExceptions_areNotCalled() {
    Application app =
        Application.compile(
            "langchain4j-own",
            LibraryClasspath.of(
                "dev.langchain4j:langchain4j:" + LANGCHAIN4J,
                "dev.langchain4j:langchain4j-open-ai:" + LANGCHAIN4J,
                "dev.langchain4j:langchain4j-core:" + LANGCHAIN4J + ":tests",
                "org.junit.platform:junit-platform-launcher:" + JUNIT,
                "org.junit.jupiter:junit-jupiter-engine:" + JUNIT,
                "org.assertj:assertj-core:" + BuildOutput.setting("it.assertj.version"),
                "org.mockito:mockito-core:" + BuildOutput.setting("it.mockito.version")));

    TracedRun run = Comparison.of(Jdk.running(), app).runShowing(); // Mockito warns on stderr

    assertThat(run.exit().stdout())
        .contains(" succeeded, 0 failed\n", "refused\n")
        .doesNotContain("was called");
    assertThat(run.traces().describe())
        .contains(
            "embedding embeddings Main$Embedder",
            "generation chat Main$Chat",
            "function book ERROR app.Main$Refusal");
  }
}
