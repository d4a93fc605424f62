// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.OnRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any problem with an extension causes one line in the log and nothing else. */
class BrokenExtensionIT {
  private static final String SPANS =
      """
      generation ask grey-1
        function weather
      """;

  /** The class-file version of the next Java version after the one that runs the tests. */
  private static final int NEXT_MAJOR = 44 + Runtime.version().feature() + 1;

  private static ParrotExample parrot;
  private static JvmExit plain;

  @BeforeAll
  static void build() {
    parrot = ParrotExample.build();
    plain = jvm().run();
  }

  /** Breaks the sources, class files or jar of an otherwise valid extension. */
  private interface Defect {
    Path make(Path jar) throws IOException;
  }

  static Stream<Arguments> defects() {
    return Stream.concat(
        defectsOfTheJar(), Stream.concat(defectsOfTheModule(), defectsOfTheHook()));
  }

  private static Stream<Arguments> defectsOfTheJar() {
    return Stream.of(
        defect("path that does not exist", jar -> jar, "does not exist"),
        defect("folder without jars", Files::createDirectory, "contains no jars"),
        defect(
            "jar that is no zip", jar -> Files.writeString(jar, "text"), "is not a readable jar"),
        defect("empty jar", Files::createFile, "is not a readable jar"),
        defect(
            "jar without services file",
            jar -> compiled().removeFile(OddExtension.SERVICES).pack(jar),
            "names no module in META-INF/services/dev.clew.api.hook.InstrumentationModule"),
        defect(
            "services file with nonsense",
            jar -> compiled().addResource(OddExtension.SERVICES, "not a name\n").pack(jar),
            "Illegal configuration-file syntax"),
        defect(
            "module class missing",
            jar -> compiled().remove(OddExtension.MODULE).pack(jar),
            "Provider com.example.odd.OddModule not found"));
  }

  private static Stream<Arguments> defectsOfTheModule() {
    return Stream.of(
        defect(
            "module class of newer byte code",
            jar -> compiled().majorVersion(OddExtension.MODULE, 99).pack(jar),
            "java.lang.UnsupportedClassVersionError"),
        defect(
            "module whose constructor throws",
            jar -> module("OddModule() {}", "OddModule() { throw new Error(\"no seed\"); }", jar),
            "java.lang.Error: no seed (at com.example.odd.OddModule.<init>"),
        defect(
            "module compiled against a later api",
            BrokenExtensionIT::moduleOfALaterApi,
            "java.lang.NoSuchMethodError: 'dev.clew.api.hook.HookPoint$Builder"
                + " dev.clew.api.hook.HookPoint$Builder.rarely()'"),
        defect(
            "module whose name does not come",
            jar ->
                module("return \"odd\"", "while (true) { Thread.onSpinWait(); } // \"odd\"", jar),
            "its module did not return within 5 s; it is at "),
        defect(
            "module without a name",
            jar -> module("return \"odd\"", "return null", jar),
            "is broken and skipped"),
        defect(
            "module whose name no setting can hold",
            jar -> module("return \"odd\"", "return \"My Odd\"", jar),
            "a module named 'My Odd'"));
  }

  private static Stream<Arguments> defectsOfTheHook() {
    return Stream.of(
        defect(
            "hook class missing",
            jar -> compiled().remove(OddExtension.HOOK).pack(jar),
            "refers to hook com.example.odd.OddHook, which it does not contain"),
        defect(
            "hook that needs a class which the library lacks",
            BrokenExtensionIT::hookOfAnotherLibrary,
            "it lacks class com.example.parrot.Feather"),
        defect(
            "hook in a class which the library lacks",
            jar -> module("ParrotClient", "Canary", jar),
            "it lacks class com.example.parrot.Canary"),
        defect(
            "hook in a method which the library lacks",
            jar -> module("\"ask\"", "\"sing\"", jar),
            "it lacks method com.example.parrot.ParrotClient.sing"));
  }

  static Stream<Arguments> defectsThatReachTooFar() {
    return Stream.of(
        defect(
            "module without a library",
            jar -> module("return new Library(", "return true ? null : new Library(", jar),
            "is broken and skipped"),
        defect(
            "hook point without a class",
            jar -> module("inClass(\"com.example.parrot.ParrotClient\")", "inClass(null)", jar),
            "is broken and skipped"),
        defect(
            "hook point without a hook",
            jar -> module("hook(\"com.example.odd.OddHook\")", "hook(null)", jar),
            "is broken and skipped"),
        defect(
            "hook class of newer byte code than anybody knows",
            jar -> compiled().majorVersion(OddExtension.HOOK, 99).pack(jar),
            "version 99"),
        defect(
            "hook class of newer byte code than this JVM knows",
            jar -> compiled().majorVersion(OddExtension.HOOK, NEXT_MAJOR).pack(jar),
            "java.lang.UnsupportedClassVersionError"),
        defect(
            "hook whose constructor throws",
            jar -> hook("OddHook() {}", "OddHook() { throw new Error(\"no seed\"); }", jar),
            "java.lang.Error: no seed"),
        defect(
            "hook that asks for what nobody has",
            jar -> hook("OddHook() {}", "OddHook(Runnable task) {}", jar),
            "cannot be created: no service of type java.lang.Runnable is available"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defectsThatReachTooFar")
  void extension_brokenInside_isNamedInOneLineAndSkipped(String what, Defect defect, String because)
      throws IOException {
    extension_broken_isNamedInOneLineAndSkipped(what, defect, because);
  }

  @OnRequest
  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void extension_broken_isNamedInOneLineAndSkipped(String what, Defect defect, String because)
      throws IOException {
    Path broken = defect.make(BuildOutput.newFolder("broken").resolve("odd.jar"));

    JvmExit traced = tracing(broken, parrot.extension());

    assertThat(traced.agentLog())
        .as(what)
        .singleElement()
        .asString()
        .startsWith("warning: ")
        .contains(broken.toString())
        .contains(because);
    assertUnaffected(traced);
  }

  @Test
  void extensions_withPartsOfOneName_areNamedInALineEachAndTheFirstWorks() throws IOException {
    Path twin = Files.copy(parrot.extension(), BuildOutput.newFolder("twin").resolve("twin.jar"));

    JvmExit traced = tracing(parrot.extension(), twin);

    assertThat(traced.agentLog())
        .satisfiesExactlyInAnyOrder(
            exporter ->
                assertThat(exporter)
                    .contains(
                        twin
                            + " has the exporter 'feather', a name already used by "
                            + parrot.extension()),
            processor ->
                assertThat(processor)
                    .contains(
                        twin
                            + " has the processor 'tenant', a name already used by "
                            + parrot.extension()),
            sampler ->
                assertThat(sampler)
                    .contains(
                        twin
                            + " has the sampler 'quiet', a name already used by "
                            + parrot.extension()),
            redactor ->
                assertThat(redactor)
                    .contains(
                        twin
                            + " has the redactor 'discreet', a name already used by "
                            + parrot.extension()),
            prices ->
                assertThat(prices)
                    .contains(
                        twin
                            + " has the price source 'seed', a name already used by "
                            + parrot.extension()),
            ids ->
                assertThat(ids)
                    .contains(
                        twin
                            + " has the id generator 'dated', a name already used by "
                            + parrot.extension()),
            module ->
                assertThat(module)
                    .contains(
                        twin
                            + " has a module 'parrot', which "
                            + parrot.extension()
                            + " also has"));
    assertUnaffected(traced);
  }

  private static void assertUnaffected(JvmExit traced) {
    List<String> others = new ArrayList<>(traced.stderr().lines().toList());
    others.removeIf(line -> line.startsWith("[clew] "));
    assertThat(others).isEqualTo(plain.stderr().lines().toList());
    assertThat(traced.stdout()).isEqualTo(plain.stdout()).isNotEmpty();
    assertThat(traced.code()).isEqualTo(plain.code()).isZero();
    assertThat(traced.traces().describe()).isEqualTo(SPANS);
  }

  private static Arguments defect(String what, Defect defect, String because) {
    return arguments(what, defect, because);
  }

  private static SourceFolder compiled() {
    SourceFolder sources = OddExtension.sources();
    sources.compile(ParrotExample.hookClassPath(parrot.library()));
    return sources;
  }

  private static Path module(String from, String to, Path jar) {
    return OddExtension.sources()
        .replace(OddExtension.MODULE_SOURCE, from, to)
        .jar(jar, ParrotExample.hookClassPath(parrot.library()));
  }

  private static Path hook(String from, String to, Path jar) {
    return OddExtension.sources()
        .replace(OddExtension.HOOK_SOURCE, from, to)
        .jar(jar, ParrotExample.hookClassPath(parrot.library()));
  }

  private static Path moduleOfALaterApi(Path jar) {
    Path api = BuildOutput.root().resolve("api/src/main/java");
    List<Path> classPath = ParrotExample.hookClassPath(parrot.library());
    Path later =
        SourceFolder.copyOf(api)
            .replace(
                "dev/clew/api/hook/HookPoint.java",
                "    public Builder optional() {",
                "    public Builder rarely() { return this; }\n    public Builder optional() {")
            .compile(classPath);
    List<Path> laterClassPath = new ArrayList<>(List.of(later));
    laterClassPath.addAll(classPath);
    return OddExtension.sources()
        .replace(OddExtension.MODULE_SOURCE, ".method(\"ask\")", ".method(\"ask\").rarely()")
        .jar(jar, laterClassPath);
  }

  private static Path hookOfAnotherLibrary(Path jar) {
    String feather = "package com.example.parrot; public class Feather {}";
    Path other =
        SourceFolder.empty().add("com/example/parrot/Feather.java", feather).compile(List.of());
    List<Path> classPath = new ArrayList<>(ParrotExample.hookClassPath(parrot.library()));
    classPath.add(other);
    return OddExtension.sources()
        .replace(
            OddExtension.HOOK_SOURCE,
            "return call",
            "new com.example.parrot.Feather();\n    return call")
        .jar(jar, classPath);
  }

  private static JvmExit tracing(Path first, Path second) {
    return jvm().agent().option("-Dclew.extensions=" + first + "," + second).run();
  }

  private static ForkedJvm jvm() {
    return ForkedJvm.of(Jdk.running(), parrot.application()).arguments("Weather Vienna, please");
  }
}
