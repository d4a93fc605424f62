// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.attach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.it.harness.Application;
import dev.clew.it.harness.BuildOutput;
import dev.clew.it.harness.EachJdk;
import dev.clew.it.harness.ForkedJvm;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.JvmExit;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that calls no model, and every reason for which Clew is disabled. */
class AttachIT {
  private static final Application HELLO = Application.compile("hello", List.of());
  private static final Pattern LOADED = Pattern.compile("\\] ([\\w.$/+]+) source: (.*)");

  @EachJdk
  void applicationWithoutModel_loadsTheGateAndNothingElseOfClew(Jdk jdk) throws IOException {
    Path log = BuildOutput.newFolder("class-load").resolve("loaded.txt");

    JvmExit exit = loading(jdk, log).agent().run();

    assertThat(exit)
        .extracting(JvmExit::code, JvmExit::stdout, JvmExit::stderr)
        .containsExactly(0, "hello\n", "");
    assertThat(loaded(log))
        .filteredOn(name -> name.contains("clew") || name.contains("bytebuddy"))
        .containsExactlyInAnyOrder(
            "dev.clew.agent.ClewAgent",
            "dev.clew.agent.Attachment",
            "dev.clew.agent.EarlySettings",
            "dev.clew.agent.Activation",
            "dev.clew.agent.AgentClassLoader", // for the verifier, not used
            "dev.clew.agent.Gate");
    assertThat(exit.home()).doesNotExist();
  }

  @EachJdk
  void applicationWithoutModel_hasNoChoiceOfItsJvmMadeForIt(Jdk jdk) throws IOException {
    Path with = BuildOutput.newFolder("class-load").resolve("loaded.txt");
    Path without = BuildOutput.newFolder("class-load").resolve("loaded.txt");
    loading(jdk, with).agent().run();
    loading(jdk, without).run();

    Set<String> added = loaded(with);
    added.removeAll(loaded(without));

    // The JDK needs these modules to load any agent; Clew must not use others.
    assertThat(added)
        .noneMatch(name -> name.startsWith("java.util.logging."))
        .noneMatch(name -> name.startsWith("java.lang.management."))
        .noneMatch(name -> name.startsWith("javax.management."))
        .noneMatch(name -> name.startsWith("java.net.http."));
  }

  @EachJdk
  void classDataSharing_staysOn(Jdk jdk) throws IOException {
    Path with = BuildOutput.newFolder("class-load").resolve("loaded.txt");
    Path without = BuildOutput.newFolder("class-load").resolve("loaded.txt");
    loading(jdk, with).agent().option("-Xshare:auto").run();
    loading(jdk, without).option("-Xshare:auto").run();

    // A few classes are loaded later from the archive, or not at all, because the agent was first.
    assertThat(shared(with)).isGreaterThan(400).isGreaterThan(shared(without) * 95 / 100);
  }

  @ParameterizedTest
  @CsvSource({"1.8, Java 1.8", "11, Java 11", "16, Java 16"})
  void olderJava_isNamedInOneSentence(String version, String named) {
    // No such JVM is available: the program sets the property and calls the entry point like a JVM.
    Application app = Application.compile("premain", List.of(BuildOutput.agentJar()));

    JvmExit exit = ForkedJvm.of(Jdk.running(), app).arguments(version).run();

    assertThat(exit.agentLog())
        .containsExactly(
            "disabled: this JVM is %s, Clew needs 17 or newer; the application runs without it"
                .formatted(named));
    assertThat(exit.stdout()).isEqualTo("the application\n");
  }

  @ParameterizedTest
  @CsvSource({"false", "off", "0", "No"})
  void switchedOff_logsItAndDoesNothing(String value) {
    JvmExit exit =
        ForkedJvm.of(Jdk.running(), HELLO).option("-Dclew.enabled=" + value).agent().run();

    assertThat(exit.agentLog()).containsExactly("disabled: clew.enabled is false");
    assertThat(exit.stdout()).isEqualTo("hello\n");
  }

  @EachJdk
  void toolOfTheJdk_isLeftAlone(Jdk jdk) {
    JvmExit plain = ForkedJvm.ofTool(jdk, "jar").arguments("--version").run();
    JvmExit traced =
        ForkedJvm.ofTool(jdk, "jar")
            .arguments("-J-javaagent:" + BuildOutput.agentJar(), "--version")
            .run();

    assertThat(traced.agentLog()).containsExactly("disabled: this is a JDK tool (jdk.jartool)");
    assertThat(traced.stdout()).isEqualTo(plain.stdout());
    assertThat(traced.code()).isZero();
  }

  @Test
  void toolOfTheJdk_underABuildForWhichEveryJvmHasClew_isLeftAloneInSilence() {
    String options = "-javaagent:" + BuildOutput.agentJar();

    JvmExit exit =
        ForkedJvm.ofTool(Jdk.running(), "jar")
            .environment("JAVA_TOOL_OPTIONS", options)
            .arguments("--version")
            .run();

    assertThat(exit.stderr()).isEqualTo("Picked up JAVA_TOOL_OPTIONS: " + options + "\n");
    assertThat(exit.code()).isZero();
  }

  @Test
  void agentLoadedBySomethingElse_saysHowToAddIt() {
    Application app = Application.compile("foreign-loader", List.of());

    JvmExit exit =
        ForkedJvm.of(Jdk.running(), app).arguments(BuildOutput.agentJar().toString()).run();

    assertThat(exit.agentLog())
        .singleElement()
        .asString()
        .matches(
            "disabled: something other than the JVM has loaded the agent \\(.*\\); pass -javaagent"
                + " to the JVM itself, in JBoss by JAVA_OPTS and not MODULE_OPTS");
    assertThat(exit.stdout()).isEqualTo("the application\n");
  }

  @Test
  void agentThatCannotStart_namesTheCause() throws IOException {
    Path broken = BuildOutput.newFolder("agent").resolve("clew-agent.jar");
    Files.copy(BuildOutput.agentJar(), broken);
    try (FileSystem jar = FileSystems.newFileSystem(broken)) {
      Files.delete(jar.getPath("META-INF/clew/hooked-classes"));
    }

    JvmExit exit = ForkedJvm.of(Jdk.running(), HELLO).option("-javaagent:" + broken).run();

    assertThat(exit.agentLog())
        .singleElement()
        .asString()
        .startsWith(
            "disabled: could not start: java.io.IOException: "
                + broken
                + " has no META-INF/clew/hooked-classes (at ");
    assertThat(exit.stdout()).isEqualTo("hello\n");
  }

  @Test
  void secondAgent_standsAside() {
    JvmExit exit = ForkedJvm.of(Jdk.running(), HELLO).agent().agent().run();

    assertThat(exit.agentLog()).containsExactly("disabled: Clew is already attached to this JVM");
    assertThat(exit.stdout()).isEqualTo("hello\n");
  }

  @Test
  void exitCode_isTheApplications() {
    assertThat(ForkedJvm.of(Jdk.running(), HELLO).agent().arguments("42").run().code())
        .isEqualTo(42);
  }

  private static ForkedJvm loading(Jdk jdk, Path log) {
    return ForkedJvm.of(jdk, HELLO).option("-Xlog:class+load:file=" + log);
  }

  private static Set<String> loaded(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(LOADED::matcher)
        .filter(Matcher::find)
        .map(line -> line.group(1))
        .collect(Collectors.toSet());
  }

  private static long shared(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains("source: shared objects file"))
        .count();
  }
}
