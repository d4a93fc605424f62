// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the sources of this JVM's settings. */
final class SettingsSources {
  private SettingsSources() {}

  /**
   * Returns the settings of this JVM.
   *
   * @param arguments the text after the agent's jar on the command line
   * @param file the content of the file named by {@code clew.config}, already read in premain
   */
  static Settings ofThisJvm(
      @Nullable String arguments, Properties file, Consumer<String> warnings) {
    List<SettingsSource> sources = new ArrayList<>();
    sources.add(SettingsSource.systemProperties(System.getProperties()));
    sources.add(SettingsSource.agentArguments(arguments));
    sources.add(SettingsSource.environment(System.getenv()));
    if (!file.isEmpty()) {
      String path = new Settings(sources, warning -> {}).get(ClewSettings.CONFIG);
      sources.add(SettingsSource.file(path, file));
    }
    return new Settings(sources, warnings);
  }
}
