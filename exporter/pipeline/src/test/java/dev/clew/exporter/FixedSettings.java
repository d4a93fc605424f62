// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExporterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of an exporter as a test wants them. */
public record FixedSettings(Map<String, String> values, Path home, List<String> warnings)
    implements ExporterSettings {
  /** Creates settings of an exporter that has no use for a folder. */
  public FixedSettings(Map<String, String> values) {
    this(values, Path.of("home"), new ArrayList<>());
  }

  @Override
  public @Nullable String get(String key) {
    return values.get(key);
  }

  @Override
  public @Nullable Boolean getBoolean(String key) {
    return values.containsKey(key) ? Boolean.valueOf(values.get(key)) : null;
  }

  /** Seconds alone. */
  @Override
  public @Nullable Duration getDuration(String key) {
    return values.containsKey(key) ? Duration.parse("PT" + values.get(key)) : null;
  }

  /** Without units. */
  @Override
  public @Nullable Long getBytes(String key) {
    return values.containsKey(key) ? Long.valueOf(values.get(key)) : null;
  }

  @Override
  public boolean isHomeTrusted() {
    return false;
  }

  @Override
  public Map<String, Object> resource() {
    return Map.of("service.name", "tests");
  }

  @Override
  public void warn(String line) {
    warnings.add(line);
  }
}
