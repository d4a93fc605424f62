// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.SettingsSource;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers the places in which this JVM's settings are written down. */
final class SettingsSources {
  private SettingsSources() {}

  /** Returns the settings of this JVM; {@code arguments} stand behind the agent's jar. */
  static Settings ofThisJvm(@Nullable String arguments, Consumer<String> warnings) {
    List<SettingsSource> sources = new ArrayList<>();
    sources.add(SettingsSource.systemProperties(System.getProperties()));
    sources.add(SettingsSource.agentArguments(arguments));
    sources.add(SettingsSource.environment(System.getenv()));
    String path = new Settings(sources, warning -> {}).get(ClewSettings.CONFIG);
    if (!path.isEmpty()) {
      try (InputStream in = new FileInputStream(path)) {
        Properties properties = new Properties();
        properties.load(in);
        sources.add(SettingsSource.file(path, properties));
      } catch (IOException | IllegalArgumentException alreadySaid) {
        // By EarlySettings, which had to read the file first.
      }
    }
    return new Settings(sources, warnings);
  }
}
