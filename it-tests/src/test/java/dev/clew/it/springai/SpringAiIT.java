// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.ToolCall;
import dev.clew.examples.modelserver.Usage;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.MavenProject;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import org.junit.jupiter.api.Test;

/**
 * A Spring Boot jar, whose libraries are nested jars, without and with the agent. Spring AI calls
 * OpenAI through its Java client, which is traced as well: every call in exactly one span.
 */
class SpringAiIT {
  private static final String FOX = "The quick brown fox jumps.";
  private static final Reply FARES =
      Reply.toolCalls(
              new ToolCall("call_1", "fare", "{\"to\":\"Lisbon\"}"),
              new ToolCall("call_2", "fare", "{\"to\":\"Atlantis\"}"))
          .usage(Usage.of(10, 5));
  private static final ScriptedModel MODEL =
      new ScriptedModel()
          .on("plain", Reply.text(FOX).usage(Usage.of(120, 31).withCached(64)))
          .on("tools", FARES, Reply.text(FOX).usage(Usage.of(20, 6)))
          .on("streams", Reply.text(FOX))
          .on("several", FARES, Reply.text(FOX).usage(Usage.of(20, 6)))
          .on("fails", Reply.error(401, "no such key"));

  @Test
  void applicationInAFatJar_isTraced_andBehavesAsWithoutTheAgent() {
    MavenProject desk =
        MavenProject.build(
            "spring-ai",
            "spring-ai.version",
            "spring-ai-boot.version",
            "maven-resources-plugin.version",
            "maven-compiler-plugin.version",
            "maven-surefire-plugin.version",
            "maven-jar-plugin.version");

    TracedRun run =
        Comparison.of(ForkedJvm.ofJar(Jdk.running(), desk.built("desk.jar")))
            .addressedBy("SPRING_AI_OPENAI_BASE_URL", "SPRING_AI_OPENAI_API_KEY")
            .model(MODEL)
            .run();

    assertThat(run.exit().code()).isEqualTo(3);
    assertThat(run.traces().describe())
        .isEqualTo(
            """
            generation chat gpt-4o
            agent ChatClient
              guardrail SafeGuardAdvisor
              generation chat gpt-4o
              function fare
              function fare ERROR java.lang.IllegalStateException: no ferry to Atlantis
              guardrail SafeGuardAdvisor
              generation chat gpt-4o
            agent ChatClient
              guardrail SafeGuardAdvisor
              generation chat gpt-4o (streamed)
            agent ChatClient
              guardrail SafeGuardAdvisor
              generation chat gpt-4o (streamed)
              function fare
              function fare ERROR java.lang.IllegalStateException: no ferry to Atlantis
              guardrail SafeGuardAdvisor
              generation chat gpt-4o (streamed)
            agent ChatClient
              guardrail SafeGuardAdvisor
            agent ChatClient ERROR com.openai.errors.UnauthorizedException: 401: no such key
              guardrail SafeGuardAdvisor
              generation chat gpt-4o ERROR com.openai.errors.UnauthorizedException: 401: no such key
            """);
    assertThat(run.traces().trees().get(0).only("generation").tokens()).isEqualTo("120+31");
  }
}
