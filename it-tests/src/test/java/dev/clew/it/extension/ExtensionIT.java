// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.EachJdk;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.TraceTree;
import dev.clew.it.harness.TracedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExtensionIT {
  private static final String ALL_SPANS =
      """
      generation ask grey-1
      generation ask grey-1
        function weather
      generation ask grey-1
        function weather ERROR java.lang.IllegalArgumentException: no weather station in Atlantis
      generation ask grey-1 ERROR com.example.parrot.ParrotException: the parrot heard nothing
      """;

  private static ParrotExample parrot;

  @BeforeAll
  static void build() {
    parrot = ParrotExample.build();
  }

  @EachJdk
  void extension_givenAsJar_tracesItsLibraryAndChangesNothing(Jdk jdk) {
    JvmExit plain = ForkedJvm.of(jdk, parrot.application()).run();
    JvmExit traced = tracing(jdk, parrot.application(), parrot.extension().toString()).run();

    assertThat(traced.traces().describe()).isEqualTo(ALL_SPANS);
    assertThat(traced.stdout()).isEqualTo(plain.stdout()).isNotEmpty();
    assertThat(traced.stderr()).isEqualTo(plain.stderr()).isEmpty();
    assertThat(traced.code()).isEqualTo(plain.code()).isZero();
  }

  @Test
  void extension_givenAsFolder_isFoundAmongOtherFiles() throws IOException {
    Path folder = BuildOutput.newFolder("extensions");
    Files.copy(parrot.extension(), folder.resolve("parrot-tracing.jar"));
    Files.writeString(folder.resolve("README.txt"), "not a jar");

    JvmExit traced = tracing(Jdk.running(), parrot.application(), folder.toString()).run();

    assertThat(traced.traces().describe()).isEqualTo(ALL_SPANS);
    assertThat(traced.agentLog()).isEmpty();
  }

  @Test
  void exporterAndProcessor_ofAnExtension_areUsedWithTheirSettings() throws IOException {
    Path feathers = BuildOutput.newFolder("feathers").resolve("feathers.txt");

    JvmExit traced =
        tracing(Jdk.running(), parrot.application(), parrot.extension().toString())
            .option("-Dclew.exporters=feather")
            .option("-Dclew.feather.file=" + feathers)
            .option("-Dclew.tenant.name=acme")
            .run();

    assertThat(Files.readAllLines(feathers))
        .hasSize(6)
        .contains("weather, OK, acme", "ask grey-1, ERROR, acme");
    assertThat(traced.agentLog()).isEmpty();
  }

  @Test
  void sampler_ofAnExtension_dropsTraces() {
    JvmExit traced =
        tracing(Jdk.running(), parrot.application(), parrot.extension().toString())
            .option("-Dclew.quiet.model=grey-1")
            .run();

    assertThat(traced.traces().trees()).isEmpty();
    assertThat(traced.agentLog()).isEmpty();
  }

  @Test
  void redactorPriceSourceAndIdGenerator_ofAnExtension_areUsedWithTheirSettings() {
    long before = System.currentTimeMillis() / 1000;

    JvmExit traced =
        tracing(Jdk.running(), parrot.application(), parrot.extension().toString())
            .option("-Dclew.discreet.words=Vienna,Lisbon")
            .option("-Dclew.seed.price=500000")
            .option("-Dclew.diagnostics=true")
            .run();

    TraceTree vienna = traced.traces().about("[discreet]");
    TracedSpan generation = vienna.only("generation");
    assertThat(generation.data().at("/input/0/content").asText())
        .isEqualTo("Weather [discreet], please");
    assertThat(vienna.only("function").data().path("input").asText()).isEqualTo("[discreet]");
    assertThat(generation.clew().path("attributes").path("clew.cost.total").asDouble())
        .isEqualTo(1.5);
    assertThat(generation.clew().path("attributes").path("clew.cost.source").asText())
        .isEqualTo("seed merchant");
    assertThat(Long.parseLong(vienna.traceId().substring(0, 8), 16))
        .isBetween(before, System.currentTimeMillis() / 1000);
    assertThat(traced.stderr())
        .contains("processor tenant         installed, from " + parrot.extension())
        .contains("sampler quiet            installed, from ")
        .contains("redactor discreet        installed, from ")
        .contains("price source seed        installed, from ")
        .contains("id generator dated       installed, from ");
  }

  @Test
  void extension_givenInTheEnvironment_isFound() {
    JvmExit traced =
        ForkedJvm.of(Jdk.running(), parrot.application())
            .agent()
            .environment("CLEW_EXTENSIONS", parrot.extension().toString())
            .run();

    assertThat(traced.traces().describe()).isEqualTo(ALL_SPANS);
  }

  @Test
  void spans_ofAnExtension_saySomething() {
    JvmExit traced =
        tracing(Jdk.running(), parrot.application(), parrot.extension().toString()).run();

    TraceTree vienna = traced.traces().about("Vienna");
    TracedSpan generation = vienna.only("generation");
    TracedSpan function = vienna.only("function");
    assertThat(generation.data().at("/input/0/content").asText())
        .isEqualTo("Weather Vienna, please");
    assertThat(generation.data().at("/output/0/content").asText())
        .isEqualTo("Weather Vienna, please Squawk! rain, 11 degrees");
    assertThat(generation.tokens()).isEqualTo("3+7");
    assertThat(function.data().path("input").asText()).isEqualTo("Vienna");
    assertThat(function.data().path("output").asText()).isEqualTo("rain, 11 degrees");
    assertThat(function.details().path("tool_call_id").asText()).isEqualTo("call-1");
  }

  @Test
  void extension_switchedOff_tracesNothing() {
    JvmExit traced =
        tracing(Jdk.running(), parrot.application(), parrot.extension().toString())
            .option("-Dclew.instrumentation.parrot.enabled=false")
            .run();

    assertThat(traced.traces().describe()).isEmpty();
    assertThat(traced.agentLog()).isEmpty();
  }

  @Test
  void library_thatLacksWhatAHookNeeds_isNamedInOneLineAndTheOtherHookWorks() {
    Application newer =
        parrot.withLibrary(
            "2.0.0", "com/example/parrot/Answer.java", "int wordsHeard", "int length");

    JvmExit plain = ForkedJvm.of(Jdk.running(), newer).run();
    JvmExit traced = tracing(Jdk.running(), newer, parrot.extension().toString()).run();

    assertThat(traced.agentLog())
        .containsExactly(
            "warning: Parrot 2.0.0 does not match %s, which supports 1.0 to 1.2: it lacks method com.example.parrot.Answer.wordsHeard()I; anything that depends on it is not traced"
                .formatted(parrot.extension()));
    assertThat(traced.traces().describe())
        .isEqualTo(
            """
            function weather
            function weather ERROR java.lang.IllegalArgumentException: no weather station in Atlantis
            """);
    assertThat(traced.stdout()).isEqualTo(plain.stdout());
    assertThat(traced.code()).isEqualTo(plain.code()).isZero();
  }

  @Test
  void verify_saysWhichHookPointsANewerLibraryLacks() {
    Application newer =
        parrot.withLibrary(
            "2.0.0", "com/example/parrot/Answer.java", "int wordsHeard", "int length");

    JvmExit matching = verify(parrot.application());
    JvmExit lacking = verify(newer);

    assertThat(matching.stdout())
        .isEqualTo(
            """
            module parrot for Parrot
              ok       com.example.parrot.ParrotClient.ask
              ok       com.example.parrot.ParrotTool.call
            All hook points match.
            """);
    assertThat(matching.code()).isZero();
    assertThat(lacking.stdout())
        .isEqualTo(
            """
            module parrot for Parrot
              MISSING  com.example.parrot.ParrotClient.ask: lacks method com.example.parrot.Answer.wordsHeard()I
              ok       com.example.parrot.ParrotTool.call
            1 of 2 hook points do not match; in an application they would be off.
            """);
    assertThat(lacking.code()).isEqualTo(1);
  }

  private static JvmExit verify(Application application) {
    String library =
        application.classPath().stream()
            .map(Path::toString)
            .filter(jar -> jar.matches(".*/parrot-[0-9.]+\\.jar"))
            .findFirst()
            .orElseThrow();
    return ForkedJvm.ofJar(Jdk.running(), BuildOutput.agentJar())
        .arguments("verify", parrot.extension().toString(), library)
        .run();
  }

  private static ForkedJvm tracing(Jdk jdk, Application application, String extensions) {
    return ForkedJvm.of(jdk, application).agent().option("-Dclew.extensions=" + extensions);
  }
}
