// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.AllFrameworks;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.MavenProject;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedRun;
import java.nio.file.Path;
import java.util.List;

/** {@code @AiService} beans in a Spring Boot jar, whose libraries are nested jars. */
class SpringBootIT {
  private static final String TREES =
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
      """;

  @NewestJdk
  void servicesInAFatJar_areTraced(Jdk jdk) {
    TracedRun run = compare(ForkedJvm.ofJar(jdk, jar()));

    assertThat(trees(run)).isEqualTo(TREES);
    TraceTree tools = run.traces().trees().get(0);
    assertThat(tools.named("fare").data().path("output").asText()).isEqualTo("189 EUR to Lisbon");
    assertThat(tools.only("agent").details().path("output").asText())
        .isEqualTo("189 EUR, seats unknown");
  }

  /** As in a container image: the thin jar beside its libraries. */
  @NewestJdk
  void servicesInAnExtractedJar_areTraced(Jdk jdk) {
    Path folder = extract(jdk);

    assertThat(trees(compare(ForkedJvm.ofJar(jdk, folder.resolve("desk.jar"))))).isEqualTo(TREES);
  }

  /** As in an image with layers, which are parts of one folder, started by Boot's launcher. */
  @AllFrameworks
  @NewestJdk
  void servicesInLayers_areTraced(Jdk jdk) {
    Application layers =
        new Application(
            List.of(extract(jdk, "--launcher")),
            "org.springframework.boot.loader.launch.JarLauncher");

    assertThat(trees(compare(ForkedJvm.of(jdk, layers)))).isEqualTo(TREES);
  }

  private static Path jar() {
    return MavenProject.build(
            "spring-boot",
            "spring-boot.version",
            "langchain4j-spring.version",
            "maven-resources-plugin.version",
            "maven-compiler-plugin.version",
            "maven-surefire-plugin.version",
            "maven-jar-plugin.version")
        .built("desk.jar");
  }

  /** Extracts the jar with the agent on, as in a build of an image that sets it for every JVM. */
  private static Path extract(Jdk jdk, String... options) {
    Path folder = BuildOutput.newFolder("extracted");
    JvmExit exit =
        ForkedJvm.ofJar(jdk, jar())
            .option("-Djarmode=tools")
            .agent()
            .arguments("extract", "--force", "--destination", folder.toString())
            .arguments(options)
            .run();
    assertThat(exit.code()).as(exit.stdout() + exit.stderr()).isZero();
    assertThat(exit.stderr()).isEmpty();
    return folder;
  }

  private static TracedRun compare(ForkedJvm jvm) {
    TracedRun run =
        Comparison.of(jvm)
            .addressedBy("OPENAI_BASE_URL", "OPENAI_API_KEY")
            .model(DeskModel.script())
            .run();
    assertThat(run.exit().code()).isEqualTo(3);
    return run;
  }

  private static String trees(TracedRun run) {
    return run.traces().describe().replaceAll("(ERROR dev.langchain4j).*", "$1");
  }
}
