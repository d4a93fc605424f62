// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.MavenProject;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;

/** {@code @AiService} beans in a Spring Boot jar, whose libraries are nested jars. */
class SpringBootIT {
  @NewestJdk
  void servicesInAFatJar_areTraced(Jdk jdk) {
    MavenProject desk =
        MavenProject.build(
            "spring-boot",
            "spring-boot.version",
            "langchain4j-spring.version",
            "maven-resources-plugin.version",
            "maven-compiler-plugin.version",
            "maven-surefire-plugin.version",
            "maven-jar-plugin.version");

    TracedRun run =
        Comparison.of(ForkedJvm.ofJar(jdk, desk.built("desk.jar")))
            .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY")
            .model(DeskModel.script())
            .run();

    assertThat(run.exit().code()).isEqualTo(3);
    assertThat(run.traces().describe().replaceAll("(ERROR dev.langchain4j).*", "$1"))
        .isEqualTo(
            """
            agent Assistant.answer
              generation chat gpt-4o
              function fare
              function seats ERROR java.lang.IllegalStateException: no seat map of OS353
              generation chat gpt-4o
            agent Assistant.answer ERROR dev.langchain4j
              generation chat gpt-4o ERROR dev.langchain4j
            agent Writer.write
              generation chat gpt-4o (streamed)
            """);
    TraceTree tools = run.traces().trees().get(0);
    assertThat(tools.named("fare").data().path("output").asText()).isEqualTo("189 EUR to Lisbon");
    assertThat(tools.only("agent").details().path("output").asText())
        .isEqualTo("189 EUR, seats unknown");
  }
}
