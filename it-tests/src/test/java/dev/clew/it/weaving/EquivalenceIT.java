// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import dev.clew.it.harness.LibraryClasspath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Libraries behave the same with passive hooks in every method as without. */
class EquivalenceIT {
  private static final Duration LIMIT = Duration.ofMinutes(15);
  private static final String JUNIT = "5.13.4";
  private static final int MANY_CALLS = 100_000;

  @Test
  void librariesAtWork_doTheSameWoven() {
    List<Path> jars =
        Application.compile(
                "library-workloads",
                LibraryClasspath.of(
                    "com.fasterxml.jackson.core:jackson-databind:2.21.3",
                    "com.google.guava:guava:33.4.8-jre",
                    "org.apache.commons:commons-lang3:3.18.0",
                    "com.h2database:h2:2.3.232",
                    "org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.10.2",
                    "io.reactivex.rxjava3:rxjava:3.1.11"))
            .classPath();

    String plain = run("plain", jars, "app.Workloads").stdout();

    assertThat(plain.lines()).hasSizeGreaterThan(60);
    assertThat(woven(jars, "app.Workloads").stdout()).isEqualTo(plain);
  }

  /**
   * The suites, and what is excluded of them: tests of time, of racing threads, and of the JVM's
   * view of code, and those that repeat the same few calls a hundred million times.
   */
  static List<Arguments> suites() {
    Arguments csv = arguments("commons-csv", "1.14.0", "Perf|Issue|Random|JiraCsv198");
    Arguments text =
        arguments(
            "commons-text",
            "1.13.1",
            "Perf|Lookup|Random|DoubleFormat|BuiltIn|FilterReader|OutOfMemory");
    return List.of(csv, text);
  }

  /** The suites take minutes: they run with the whole corpus only. */
  static boolean isWhole() {
    return Corpus.ALL;
  }

  @EnabledIf("dev.clew.it.weaving.EquivalenceIT#isWhole")
  @ParameterizedTest
  @MethodSource("suites")
  void suiteOfALibrary_endsTheSameWoven(String library, String version, String excluded) {
    String coordinates = "org.apache.commons:" + library + ":" + version;
    List<Path> jars =
        Application.compile(
                "library-suites",
                LibraryClasspath.of(
                    coordinates,
                    coordinates + ":tests",
                    "commons-io:commons-io:2.19.0",
                    "org.junit.jupiter:junit-jupiter:" + JUNIT,
                    "org.junit.platform:junit-platform-launcher:1.13.4"))
            .classPath();
    String tests =
        jars.stream()
            .map(Path::toString)
            .filter(jar -> jar.endsWith(version + "-tests.jar"))
            .findFirst()
            .orElseThrow();

    String plain = run("plain", jars, "app.Suites", tests, excluded).stdout();

    assertThat(plain.lines().filter(line -> line.startsWith("SUCCESSFUL"))).hasSizeGreaterThan(200);
    assertThat(woven(jars, "app.Suites", tests, excluded).stdout()).isEqualTo(plain);
  }

  /** Checks that the hooks were called. */
  private static JvmExit woven(List<Path> jars, String mainClass, String... arguments) {
    JvmExit exit = run("woven", jars, mainClass, arguments);
    String calls =
        exit.stderr()
            .lines()
            .filter(line -> line.startsWith("hooks called: "))
            .findFirst()
            .orElseThrow(() -> new AssertionError(exit.stderr()));
    System.out.println(mainClass + ": " + calls);
    assertThat(Long.parseLong(calls.replaceAll("\\D", ""))).isGreaterThan(MANY_CALLS);
    return exit;
  }

  private static JvmExit run(String how, List<Path> jars, String mainClass, String... arguments) {
    List<String> all = new ArrayList<>(List.of("run", how, WeavingProgram.path(jars), mainClass));
    all.addAll(List.of(arguments));
    JvmExit exit =
        WeavingProgram.jvm(Jdk.running())
            .arguments(all.toArray(String[]::new))
            .start()
            .await(LIMIT);
    assertThat(exit.code()).as(exit.stderr()).isZero();
    return exit;
  }
}
