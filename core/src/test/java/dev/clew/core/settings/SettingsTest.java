// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private final List<String> warnings = new ArrayList<>();

  @Test
  void setting_thatNobodySet_hasItsDefault() {
    assertThat(settings().get(ClewSettings.BATCH_DELAY)).isEqualTo(Duration.ofSeconds(5));
    assertThat(warnings).isEmpty();
  }

  @Test
  void everyDefault_isAValueOfItsType() {
    assertThat(ClewSettings.all())
        .allSatisfy(setting -> assertThat(setting.defaultValue()).isNotNull());
  }

  @Test
  void changedValue_countsUntilItIsTakenBack() {
    Settings settings = settings(systemProperties("clew.content", "none"));

    Settings candidate = settings.with(Map.of("clew.content", "full"), "set at run time by me");
    assertThat(candidate.get(ClewSettings.CONTENT)).isEqualTo(ClewSettings.Content.FULL);
    assertThat(settings.get(ClewSettings.CONTENT)).isEqualTo(ClewSettings.Content.NONE);

    settings.change(Map.of("clew.content", "full"), "set at run time by me");
    assertThat(settings.get(ClewSettings.CONTENT)).isEqualTo(ClewSettings.Content.FULL);
    assertThat(settings.sourceOf(ClewSettings.CONTENT)).isEqualTo("set at run time by me");
    assertThat(settings.isChanged(ClewSettings.CONTENT)).isTrue();

    settings.change(Map.of("clew.content", ""), "set at run time by me");
    assertThat(settings.get(ClewSettings.CONTENT)).isEqualTo(ClewSettings.Content.NONE);
    assertThat(settings.sourceOf(ClewSettings.CONTENT)).isEqualTo("system property");
  }

  @Test
  void earlierSource_counts() {
    Settings settings =
        settings(
            systemProperties("clew.home", "/property"),
            SettingsSource.agentArguments("home=/argument,log=info"),
            SettingsSource.environment(Map.of("CLEW_HOME", "/env", "CLEW_CONTENT", "none")),
            file("home", "/file", "clew.exit.timeout", "1s"));

    assertThat(settings.get(ClewSettings.HOME)).isEqualTo("/property");
    assertThat(settings.get(ClewSettings.LOG)).hasToString("INFO");
    assertThat(settings.get(ClewSettings.CONTENT)).isEqualTo(ClewSettings.Content.NONE);
    assertThat(settings.get(ClewSettings.EXIT_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
    assertThat(warnings).isEmpty();
  }

  @Test
  void blankValue_countsAsNotSet() {
    Settings settings =
        settings(systemProperties("clew.home", " "), SettingsSource.agentArguments("home=/x"));

    assertThat(settings.get(ClewSettings.HOME)).isEqualTo("/x");
    assertThat(warnings).isEmpty();
  }

  @Test
  void badValue_isReportedAndTheNextSourceCounts() {
    Settings settings =
        settings(
            systemProperties("clew.batch.delay", "soon"),
            SettingsSource.environment(Map.of("CLEW_BATCH_DELAY", "2s")));

    assertThat(settings.get(ClewSettings.BATCH_DELAY)).isEqualTo(Duration.ofSeconds(2));
    assertThat(warnings)
        .containsExactly(
            "clew.batch.delay=soon (system property) has no unit: ms, s, m, h or d;"
                + " expected time, such as 500ms, 5s, 2m, 6h or 14d; ignoring it");
  }

  @Test
  void badValue_inTheEnvironment_isReportedByItsNameThere() {
    Settings settings = settings(SettingsSource.environment(Map.of("CLEW_BATCH_SPANS", "0")));

    assertThat(settings.get(ClewSettings.BATCH_SPANS)).isEqualTo(128L);
    assertThat(warnings)
        .containsExactly(
            "CLEW_BATCH_SPANS=0 (environment) is below 1;"
                + " expected whole number from 1 to 100000; ignoring it");
  }

  @Test
  void badValues_inAllSources_leaveTheDefault() {
    Settings settings = settings(systemProperties("clew.log", "loud"), file("log", "louder"));

    assertThat(settings.get(ClewSettings.LOG)).hasToString("WARN");
    assertThat(warnings)
        .hasSize(2)
        .last()
        .asString()
        .startsWith(
            "clew.log=louder (file test.properties) is not a known value; expected one of off");
  }

  @Test
  void unknownName_isReportedWithTheNearestOne() {
    Settings settings =
        settings(
            systemProperties("clew.exporter", "file"),
            SettingsSource.environment(Map.of("CLEW_BATCH_DELLAY", "1s")),
            file("hom", "/x"));

    settings.warnOfUnknownNames(List.of());

    assertThat(warnings)
        .containsExactly(
            "clew.exporter (system property) is not a Clew setting; did you mean clew.exporters?",
            "CLEW_BATCH_DELLAY (environment) is not a Clew setting;"
                + " did you mean CLEW_BATCH_DELAY?",
            "clew.hom (file test.properties) is not a Clew setting; did you mean clew.home?");
  }

  @Test
  void knownNames_areNotSaid() {
    Settings settings =
        settings(
            systemProperties("clew.home", "/x"),
            SettingsSource.environment(Map.of("CLEW_INSTRUMENTATION_OPENAI_ENABLED", "false")));

    settings.warnOfUnknownNames(List.of("openai"));

    assertThat(warnings).isEmpty();
  }

  @Test
  void instrumentation_thatDoesNotExist_isReportedWithTheNearestOne() {
    Settings settings = settings(systemProperties("clew.instrumentation.opena1.enabled", "false"));

    settings.warnOfUnknownNames(List.of("langchain4j", "openai"));

    assertThat(warnings)
        .containsExactly(
            "clew.instrumentation.opena1.enabled (system property) is not a Clew setting;"
                + " did you mean clew.instrumentation.openai.enabled?");
  }

  @Test
  void instrumentation_isSwitchedOffByItsName() {
    Settings settings = settings(systemProperties("clew.instrumentation.openai.enabled", "off"));

    assertThat(settings.get(ClewSettings.instrumentationEnabled("openai"))).isFalse();
    assertThat(settings.get(ClewSettings.instrumentationEnabled("langchain4j"))).isTrue();
  }

  @Test
  void textWithoutAValue_isReportedAndTheNextSourceCounts() {
    Settings settings =
        settings(
            SettingsSource.agentArguments("home"),
            SettingsSource.environment(Map.of("CLEW_HOME", "/env")));

    assertThat(settings.get(ClewSettings.HOME)).isEqualTo("/env");
    assertThat(warnings)
        .containsExactly(
            "clew.home (agent argument) has no value; write home=<value>, with two levels of"
                + " quotes if passed through jcmd ('\"home=<value>\"'); ignoring it");
  }

  @Test
  void switchWithoutAValue_isOn() {
    Settings settings =
        settings(
            SettingsSource.agentArguments("enabled"),
            SettingsSource.environment(Map.of("CLEW_ENABLED", "false")));

    assertThat(settings.get(ClewSettings.ENABLED)).isTrue();
    assertThat(warnings).isEmpty();
  }

  @Test
  void requirementOfNothing_isMet() {
    assertThat(settings().isSet(null)).isTrue();
  }

  @Test
  void settingOfAnExtension_isSetOnlyIfSomebodySaysSo() {
    String name = "clew.parrot.aloud";

    assertThat(settings().isSet(name)).isFalse();
    assertThat(settings(systemProperties(name, " ")).isSet(name)).isFalse();
    assertThat(settings(systemProperties(name, "False")).isSet(name)).isFalse();
    assertThat(settings(systemProperties(name, "very")).isSet(name)).isTrue();
    assertThat(settings(SettingsSource.environment(Map.of("CLEW_PARROT_ALOUD", "on"))).isSet(name))
        .isTrue();
  }

  @Test
  void settingOfClew_isSetIfItSaysAnythingButItsDefault() {
    assertThat(settings().isSet("clew.logs.mdc")).isFalse();
    assertThat(settings(systemProperties("clew.logs.mdc", "false")).isSet("clew.logs.mdc"))
        .isFalse();
    assertThat(settings(systemProperties("clew.logs.mdc", "true")).isSet("clew.logs.mdc")).isTrue();
  }

  @Test
  void settingThatAModuleRequires_isKnown() {
    Settings settings = settings(systemProperties("clew.parrot.aloud", "true"));

    settings.warnOfUnknownNames(
        new KnownNames(List.of(), List.of(), List.of(), List.of("clew.parrot.aloud")));

    assertThat(warnings).isEmpty();
  }

  @Test
  void unknownNames_beyondTwentyAreOnlyCounted() {
    Properties properties = new Properties();
    for (int i = 0; i < 24; i++) {
      properties.setProperty("clew.typo" + i, "x");
    }
    Settings settings = settings(SettingsSource.file("test.properties", properties));

    settings.warnOfUnknownNames(List.of());

    assertThat(warnings)
        .hasSize(21)
        .last()
        .isEqualTo("4 more names are not Clew settings; docs/settings.md lists all settings");
  }

  private Settings settings(SettingsSource... sources) {
    return new Settings(List.of(sources), warnings::add);
  }

  private static SettingsSource systemProperties(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);
    return SettingsSource.systemProperties(properties);
  }

  private static SettingsSource file(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return SettingsSource.file("test.properties", properties);
  }
}
