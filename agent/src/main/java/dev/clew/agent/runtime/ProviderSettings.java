// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.ExporterSettings;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The user's settings for one exporter or processor. Settings that Clew documents are checked for
 * type and range.
 */
record ProviderSettings(
    String name, Settings settings, Path home, Supplier<Map<String, Object>> process, AgentLog log)
    implements ExporterSettings {

  @Override
  public @Nullable String get(String key) {
    Setting<String> own = PipelineSettings.ofExtension(name, key);
    Setting<?> documented = ClewSettings.named(own.name());
    return settings.findText(documented == null ? own : documented);
  }

  @Override
  public @Nullable Boolean getBoolean(String key) {
    return find(PipelineSettings.booleanOfExtension(name, key), Boolean.class);
  }

  @Override
  public @Nullable Duration getDuration(String key) {
    return find(PipelineSettings.durationOfExtension(name, key), Duration.class);
  }

  @Override
  public @Nullable Long getBytes(String key) {
    return find(PipelineSettings.bytesOfExtension(name, key), Long.class);
  }

  @Override
  public boolean isHomeTrusted() {
    return settings.get(ClewSettings.HOME_TRUSTED);
  }

  @Override
  public Map<String, Object> resource() {
    return process.get();
  }

  @Override
  public void warn(String line) {
    log.warnOnce(name + line, line);
  }

  private <T> @Nullable T find(Setting<T> own, Class<T> type) {
    Setting<?> documented = ClewSettings.named(own.name());
    return documented == null ? settings.find(own) : type.cast(settings.find(documented));
  }
}
