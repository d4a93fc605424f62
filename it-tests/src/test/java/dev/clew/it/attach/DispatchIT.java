// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A library in a class loader that sees neither the class path nor Clew: woven code reaches its
 * hooks nevertheless, without output on stdout.
 */
@ParameterizedClass
@ArgumentsSource(Jdk.Newest.class)
class DispatchIT {
  private static final Application CONTAINER = Application.compile("isolated", List.of());
  private static final List<Path> PROGRAM =
      Application.compile("openai-basics", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA))
          .classPath();

  @Parameter Jdk jdk;

  @ParameterizedTest
  @ValueSource(strings = {"none", "platform"})
  void libraryInALoaderOfItsOwn_isTraced(String parent) {
    ScriptedModel model =
        new ScriptedModel()
            .on("plain", Reply.text("plain answer"))
            .on("streamed", Reply.text("an answer in pieces"))
            .on("async", Reply.text("async answer"))
            .on("failing", Reply.error(429, "Rate limit reached"));
    String program =
        PROGRAM.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));

    TracedRun run = Comparison.of(jdk, CONTAINER).model(model).run(parent, program);

    assertThat(run.traces().describe().replaceAll(" ERROR .*", " ERROR"))
        .isEqualTo(
            """
            generation chat gpt-4o
            generation chat gpt-4o (streamed)
            generation chat gpt-4o
            generation chat gpt-4o ERROR
            """);
    assertThat(run.exit().stdout()).contains("plain answer").doesNotContain("Sharing");
    assertThat(run.exit().stderr()).isEmpty();
  }

  @Test
  void classDataSharing_staysOnWhileClassesAreWoven() throws IOException {
    try (ModelServer server = ModelServer.start(request -> Reply.text("answer"))) {
      ForkedJvm jvm =
          ForkedJvm.of(jdk, new Application(PROGRAM, "app.Main"))
              .arguments(server.baseUrl(), "no-key");
      Path with = BuildOutput.newFolder("class-load").resolve("log.txt");
      Path without = BuildOutput.newFolder("class-load").resolve("log.txt");

      JvmExit exit = jvm.agent().option("-Xlog:class+load,cds:file=" + with).run();
      jvm.option("-Xlog:class+load,cds:file=" + without).run();

      assertThat(exit.traces().trees()).hasSize(4);
      assertThat(shared(with)).isGreaterThan(shared(without) * 95 / 100);
      // The archived module graph is discarded for every agent, even an empty one.
      assertThat(Files.readAllLines(with))
          .filteredOn(line -> line.contains("][cds") && line.contains("disabled"))
          .allMatch(line -> line.contains("module handling") || line.contains("module graph"));
    }
  }

  private static long shared(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("source: shared objects file"))
        .count();
  }
}
