// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The template for extensions, compiled and tested as its Maven build would, but without Maven: the
 * artifacts that it names are the class folders of this build.
 */
class ExtensionTemplateIT {
  private static final Path TEMPLATE = BuildOutput.root().resolve("examples/extension-template");
  private static final String TESTS = "com.example.tracing.acme.AcmeModuleTest";

  private static Path library;
  private static Path module;
  private static Application sample;

  @BeforeAll
  static void build() {
    Path folder = BuildOutput.newFolder("template");
    library = sources("library", "main").jar(folder.resolve("acme-1.0.0.jar"), List.of());
    List<Path> provided = new ArrayList<>(ParrotExample.hookClassPath(library));
    provided.add(classes("kit"));
    module =
        sources("module", "main")
            .resources(TEMPLATE.resolve("module/src/main/resources"))
            .jar(folder.resolve("acme-tracing-1.0.0.jar"), provided);
    Path application =
        sources("sample", "main").jar(folder.resolve("sample-1.0.0.jar"), List.of(library));
    sample = new Application(List.of(library, application), "com.example.sample.Sample");
  }

  @Test
  void tests_ofTheTemplate_succeed() {
    List<Path> classPath = new ArrayList<>();
    classPath.add(module);
    classPath.add(library);
    for (String each : List.of("api", "core", "weave", "kit", "testkit", "examples/model-server")) {
      classPath.add(classes(each));
    }
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .filter(entry -> !entry.contains("jackson")) // the template excludes it
        .map(Path::of)
        .forEach(classPath::add);
    classPath.add(0, sources("module", "test").compile(classPath));

    JvmExit tests =
        ForkedJvm.of(Jdk.running(), new Application(classPath, "dev.clew.testkit.TestRun"))
            .arguments(TESTS)
            .run();

    assertThat(tests.code()).as(tests.stdout() + tests.stderr()).isZero();
    assertThat(tests.stdout()).contains("[         8 tests successful      ]");
  }

  @Test
  void sample_ofTheTemplate_isTracedAndUnchanged() {
    JvmExit plain = ForkedJvm.of(Jdk.running(), sample).run();
    JvmExit traced =
        ForkedJvm.of(Jdk.running(), sample).agent().option("-Dclew.extensions=" + module).run();

    assertThat(traced.traces().describe())
        .isEqualTo(
            """
            generation complete acme-1
            generation complete acme-1
            generation complete acme-1 (streamed)
            generation complete acme-1 ERROR com.example.acme.AcmeException: the prompt is empty
            """);
    assertThat(traced.stdout()).isEqualTo(plain.stdout()).startsWith("SAY HELLO\n");
    assertThat(traced.stderr()).isEqualTo(plain.stderr()).isEmpty();
  }

  private static SourceFolder sources(String part, String kind) {
    return SourceFolder.copyOf(TEMPLATE.resolve(part).resolve("src").resolve(kind).resolve("java"));
  }

  private static Path classes(String reactorModule) {
    return BuildOutput.root().resolve(reactorModule).resolve("target/classes");
  }
}
