// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.AllFrameworks;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code JAVA_TOOL_OPTIONS} over a Maven build, which forks compiler, key tool, linker and tests.
 */
@AllFrameworks
class BuildToolIT {
  private static final List<String> VERSIONS =
      List.of(
          "openai-java.version",
          "junit.version",
          "maven-resources-plugin.version",
          "maven-compiler-plugin.version",
          "maven-surefire-plugin.version",
          "maven-antrun-plugin.version");

  private final Path folder = BuildOutput.newFolder("build");

  @Test
  void buildWithAFailingTest_printsTheSame_andItsTestsAreTraced() throws Exception {
    try (ModelServer model =
        ModelServer.start(request -> Reply.text("answer to " + request.last("user")))) {
      Path home = folder.resolve("home");
      Build plain = build(model, "");

      Build traced = build(model, "-javaagent:" + BuildOutput.agentJar());

      assertThat(traced).isEqualTo(plain);
      assertThat(plain.exitCode).isEqualTo(1);
      assertThat(plain.stdout).contains("stdout of the test: answer to plain", "Tests run: 2");
      assertThat(Traces.in(home).describe()).isEqualTo("generation chat gpt-4o\n".repeat(2));
    }
  }

  private record Build(int exitCode, String stdout, String stderr) {}

  private Build build(ModelServer model, String toolOptions) throws Exception {
    Path project = newCopy();
    List<String> command =
        new ArrayList<>(
            List.of(
                BuildOutput.setting("testkit.maven"),
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + BuildOutput.setting("testkit.maven.repository"),
                "test"));
    for (String version : VERSIONS) {
      command.add("-D" + version + "=" + BuildOutput.setting("it." + version));
    }
    Path stdout = folder.resolve("stdout.txt");
    Path stderr = folder.resolve("stderr.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(project.toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    if (!toolOptions.isEmpty()) {
      builder.environment().put("JAVA_TOOL_OPTIONS", toolOptions);
    }
    builder.environment().put("CLEW_HOME", folder.resolve("home").toString());
    builder.environment().put("OPENAI_BASE_URL", model.baseUrl());
    builder.environment().put("OPENAI_API_KEY", "no-key");
    int exitCode = builder.start().waitFor();
    return new Build(exitCode, comparable(stdout), comparable(stderr));
  }

  /** Without times, and without the JVM's own line about the variable, also in a task's output. */
  private static String comparable(Path output) throws IOException {
    return Files.readString(output)
        .replaceAll("(\\[INFO\\] +\\[exec\\] )?Picked up JAVA_TOOL_OPTIONS: [^\n]*\n", "")
        .replaceAll("(Total time|Finished at): .*", "$1")
        .replaceAll("Time elapsed: [\\d.]+ s", "Time elapsed");
  }

  /** The second build must find what the first one found: the same folder, without results. */
  private Path newCopy() throws IOException {
    Path source = BuildOutput.root().resolve("it-tests/src/test/projects/build");
    Path project = folder.resolve("project");
    if (Files.exists(project)) {
      try (Stream<Path> old = Files.walk(project)) {
        for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    try (Stream<Path> files = Files.walk(source)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = project.resolve(source.relativize(each));
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
    return project;
  }
}
