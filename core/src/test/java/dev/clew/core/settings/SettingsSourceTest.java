// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsSourceTest {
  @Test
  void agentArguments_mayHoldLists() {
    assertThat(SettingsSource.agentArguments("exporters=file,console,home=/x").values())
        .isEqualTo(Map.of("clew.exporters", "file,console", "clew.home", "/x"));
  }

  @Test
  void agentArguments_mayBeNamedInFull() {
    assertThat(SettingsSource.agentArguments("clew.home=/x, clew.log = debug ").values())
        .isEqualTo(Map.of("clew.home", "/x", "clew.log", "debug"));
  }

  @Test
  void agentArguments_keepEqualsSignsInAValue() {
    assertThat(SettingsSource.agentArguments("home=/a=b").values())
        .isEqualTo(Map.of("clew.home", "/a=b"));
  }

  @Test
  void agentArgument_withoutValueAtTheBeginning_isSwitchedOn() {
    assertThat(SettingsSource.agentArguments("enabled,home=/x").values())
        .isEqualTo(Map.of("clew.enabled", "true", "clew.home", "/x"));
  }

  @Test
  void agentArguments_thatAreNotThere_areNone() {
    assertThat(SettingsSource.agentArguments(null).values()).isEmpty();
    assertThat(SettingsSource.agentArguments("").values()).isEmpty();
  }

  @Test
  void environment_isWhatBeginsWithOurPrefix() {
    SettingsSource source =
        SettingsSource.environment(
            Map.of("CLEW_EXIT_TIMEOUT", "1s", "HOME", "/root", "clew_log", "off"));

    assertThat(source.values()).isEqualTo(Map.of("CLEW_EXIT_TIMEOUT", "1s"));
    assertThat(source.value(ClewSettings.EXIT_TIMEOUT)).isEqualTo("1s");
  }

  @Test
  void environmentName_ofASettingWithDotsAndDashes_hasUnderscores() {
    assertThat(ClewSettings.CONTENT_MAX_CHARS.environmentName())
        .isEqualTo("CLEW_CONTENT_MAX_CHARS");
  }

  @Test
  void systemProperties_areWhatBeginsWithOurPrefix() {
    Properties properties = new Properties();
    properties.setProperty("clew.home", "/x");
    properties.setProperty("user.home", "/root");
    properties.put("clew.log", 7);

    assertThat(SettingsSource.systemProperties(properties).values())
        .isEqualTo(Map.of("clew.home", "/x"));
  }

  @Test
  void file_mayLeaveThePrefixOut() {
    Properties properties = new Properties();
    properties.setProperty("home", "/x");
    properties.setProperty("clew.log", "debug");

    SettingsSource source = SettingsSource.file("/etc/clew.properties", properties);

    assertThat(source.values()).isEqualTo(Map.of("clew.home", "/x", "clew.log", "debug"));
    assertThat(source.name()).isEqualTo("file /etc/clew.properties");
  }
}
