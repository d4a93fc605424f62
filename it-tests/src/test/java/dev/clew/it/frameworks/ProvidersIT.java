// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.OnRequest;
import dev.clew.it.harness.TracedRun;
import dev.clew.it.harness.TracedSpan;
import org.junit.jupiter.api.Test;

/**
 * Providers that have no module of their own: traced where a framework's own model class asks them,
 * and not where an untraced framework does.
 */
@OnRequest
class ProvidersIT {
  private static TracedRun run(String app, String... libraries) {
    Application application = Application.compile(app, LibraryClasspath.of(libraries));
    return Comparison.of(Jdk.running(), application).model(ProvidersIT::script).run();
  }

  private static ModelScript script() {
    return request -> Reply.text("To Rome.").usage(Usage.of(120, 31));
  }

  private static void assertTokens(TracedRun run) {
    assertThat(run.traces().trees())
        .flatExtracting(tree -> tree.spans("generation"))
        .extracting(TracedSpan::tokens)
        .containsOnly("120+31");
    assertThat(run.exit().code()).isEqualTo(3);
  }

  @Test
  void ollamaMistralAndAzure_throughLangChain4j_areOneGenerationEach() {
    TracedRun run =
        run(
            "providers-langchain4j",
            "dev.langchain4j:langchain4j-ollama:1.18.1",
            "dev.langchain4j:langchain4j-mistral-ai:1.18.1",
            "dev.langchain4j:langchain4j-azure-open-ai:1.18.1");

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            generation chat llama3.2
            generation chat llama3.2 (streamed)
            generation chat mistral-small-latest
            generation chat gpt-4o
            """);
    assertTokens(run);
  }

  @Test
  void ollamaMistralAndAzure_throughSpringAi_areOneGenerationEach() {
    TracedRun run =
        run(
            "providers-spring-ai",
            "org.springframework.ai:spring-ai-ollama:1.1.2",
            "org.springframework.ai:spring-ai-mistral-ai:1.1.2",
            "org.springframework.ai:spring-ai-azure-openai:1.1.2");

    assertThat(run.traces().describe())
        .isEqualTo(
            """
            generation chat llama3.2
            generation chat llama3.2 (streamed)
            generation chat mistral-small-latest
            generation chat gpt-4o
            """);
    assertTokens(run);
  }

  /** Koog has clients of its own, over Ktor; what an agent asks through a traced library is. */
  @Test
  void koog_isNotTraced_butWhatItAsksThroughLangChain4jIs() {
    TracedRun run =
        run("koog", "ai.koog:koog-agents-jvm:1.1.1", "dev.langchain4j:langchain4j-open-ai:1.19.0");

    assertThat(run.traces().describe()).isEqualTo("generation chat gpt-4o\n");
    assertThat(run.requests()).hasSize(2);
    assertTokens(run);
  }
}
