// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarlySettingsTest {
  @TempDir Path folder;

  @Test
  void clew_isEnabledUnlessSomebodySaysNo() {
    assertThat(EarlySettings.read(null).enabled()).isTrue();
    assertThat(EarlySettings.read("").enabled()).isTrue();
    assertThat(EarlySettings.read("home=/x").enabled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enabled=false",
        "clew.enabled=FALSE",
        "home=/x, enabled = off ",
        "exporters=file,console,enabled=0",
        "enabled=no"
      })
  void agentArgument_switchesOff(String arguments) {
    assertThat(EarlySettings.read(arguments).enabled()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enabled", "enabled=true", "enabled=on", "enabled=", "enabled=maybe"})
  void anythingButANo_leavesItOn(String arguments) {
    assertThat(EarlySettings.read(arguments).enabled()).isTrue();
  }

  @Test
  void nameWithoutAValue_isNoPath() {
    assertThat(EarlySettings.read("config").file()).isEmpty();
    assertThat(EarlySettings.read("extensions").hasExtensions()).isFalse();
  }

  @Test
  void extensions_areNoticed() {
    assertThat(EarlySettings.read("extensions=a.jar,b.jar").hasExtensions()).isTrue();
    assertThat(EarlySettings.read("extensions=").hasExtensions()).isFalse();
    assertThat(EarlySettings.read(null).hasExtensions()).isFalse();
  }

  @Test
  void methods_areReadUpToTheNextCommaOfAnAgentArgument() {
    EarlySettings settings =
        EarlySettings.read(
            "home=/x,methods=a.B[c|d]=agent(name='e' input=$1);a.C[f]=agent,log=debug");

    assertThat(settings.methods()).isEqualTo("a.B[c|d]=agent(name='e' input=$1);a.C[f]=agent");
    assertThat(settings.methodsFile()).isNull();
  }

  @Test
  void annotations_areExpectedIfTheSettingOrTheClassPathSaysSo() {
    assertThat(EarlySettings.read("annotations=on").mayHaveAnnotations()).isTrue();
    assertThat(EarlySettings.read("annotations=off").mayHaveAnnotations()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clew.enabled=false", "enabled = no"})
  void file_switchesOff(String line) throws IOException {
    assertThat(EarlySettings.read("config=" + file(line)).enabled()).isFalse();
  }

  @Test
  void agentArgument_countsBeforeTheFile() throws IOException {
    assertThat(EarlySettings.read("enabled=true,config=" + file("enabled=false")).enabled())
        .isTrue();
  }

  @Test
  void valueThatCannotBeRead_countsAsNotSet() throws IOException {
    assertThat(EarlySettings.read("enabled=maybe,config=" + file("enabled=false")).enabled())
        .isFalse();
  }

  @Test
  void blankValue_countsAsNotSet() throws Exception {
    assertThat(ask(Map.of(), List.of("-Dclew.enabled= "), "enabled=false")).isEqualTo("false");
  }

  @Test
  void systemProperty_countsBeforeAgentArgumentAndEnvironment() throws Exception {
    assertThat(
            ask(Map.of("CLEW_ENABLED", "false"), List.of("-Dclew.enabled=true"), "enabled=false"))
        .isEqualTo("true");
    assertThat(ask(Map.of("CLEW_ENABLED", "false"), List.of(), "enabled=true")).isEqualTo("true");
    assertThat(ask(Map.of("CLEW_ENABLED", "false"), List.of(), "")).isEqualTo("false");
  }

  @Test
  void fileThatCannotBeRead_isReportedAndSkipped() throws Exception {
    Path missing = folder.resolve("missing.properties");

    ChildJvm child =
        ChildJvm.run(
            folder, Map.of("CLEW_CONFIG", missing.toString()), List.of(), TellWhetherEnabled.class);

    assertThat(child.out()).isEqualTo("true");
    assertThat(child.err())
        .singleElement()
        .asString()
        .startsWith("[clew] warning: cannot read clew.config=" + missing + " (")
        .endsWith("); continuing without it");
  }

  /** Runs in a separate JVM. */
  static final class TellWhetherEnabled {
    public static void main(String[] arguments) {
      System.out.print(EarlySettings.read(System.getProperty("test.arguments")).enabled());
    }
  }

  private String ask(Map<String, String> environment, List<String> options, String arguments)
      throws Exception {
    List<String> all = new java.util.ArrayList<>(options);
    all.add("-Dtest.arguments=" + arguments);
    return ChildJvm.run(folder, environment, all, TellWhetherEnabled.class).out();
  }

  private Path file(String line) throws IOException {
    return Files.writeString(folder.resolve("clew.properties"), line + "\n");
  }
}
