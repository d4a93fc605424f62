// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings: of each the first source that says something counts.
 *
 * <p>A bad value or an unknown name gets one warning and changes nothing: the next source or the
 * default counts.
 */
public final class Settings {
  private final List<SettingsSource> sources;
  private final Consumer<String> warnings;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /**
   * Makes settings and warns of names that do not exist.
   *
   * @param sources the most important first
   */
  public Settings(List<SettingsSource> sources, Consumer<String> warnings) {
    this.sources = List.copyOf(sources);
    this.warnings = warnings;
  }

  /** Returns the value of {@code setting}. */
  public <T> T get(Setting<T> setting) {
    T value = find(setting);
    return value != null ? value : setting.defaultValue();
  }

  /** Returns the value that somebody gave {@code setting}, or null if nobody did. */
  public <T> @Nullable T find(Setting<T> setting) {
    for (SettingsSource source : sources) {
      String text = source.value(setting);
      if (text == null || text.isBlank()) {
        continue;
      }
      try {
        return setting.type().parse(text);
      } catch (IllegalArgumentException violated) {
        warnOnce(
            "%s=%s (%s) %s; expected %s, going on as if it were not set"
                .formatted(
                    source.environment() ? setting.environmentName() : setting.name(),
                    text,
                    source.name(),
                    violated.getMessage(),
                    setting.type().description()));
      }
    }
    return null;
  }

  /** Tells whether the setting {@code name}, if there is one, says anything but its default. */
  public boolean isSet(@Nullable String name) {
    return ClewSettings.all().stream()
        .filter(setting -> setting.name().equals(name))
        .allMatch(setting -> !get(setting).equals(setting.defaultValue()));
  }

  /** Warns of every name in the sources that is no setting, with the nearest one that is. */
  public void warnOfUnknownNames(List<String> instrumentations) {
    warnOfUnknownNames(instrumentations, List.of(), List.of());
  }

  /**
   * Warns of every name in the sources that is no setting, with the nearest one that is.
   *
   * @param exporters those in Clew, whose content can be set
   * @param extensions exporters and processors of extensions; what is under their names is theirs
   */
  public void warnOfUnknownNames(
      List<String> instrumentations, List<String> exporters, List<String> extensions) {
    List<Setting<?>> known = new ArrayList<>(ClewSettings.all());
    instrumentations.forEach(name -> known.add(ClewSettings.instrumentationEnabled(name)));
    exporters.forEach(name -> known.add(PipelineSettings.content(name)));
    List<Setting<?>> prefixes = new ArrayList<>();
    extensions.forEach(name -> prefixes.add(PipelineSettings.ofExtension(name, "")));
    for (SettingsSource source : sources) {
      for (String name : source.values().keySet()) {
        if (prefixes.stream().noneMatch(prefix -> name.startsWith(source.form(prefix)))) {
          warnIfUnknown(source, name, known);
        }
      }
    }
  }

  /** A setting may be asked for several times, for several exporters. */
  private void warnOnce(String line) {
    if (said.add(line)) {
      warnings.accept(line);
    }
  }

  private void warnIfUnknown(SettingsSource source, String name, List<Setting<?>> known) {
    List<String> candidates = new ArrayList<>();
    for (Setting<?> candidate : known) {
      String form = source.form(candidate);
      if (form.equals(name)) {
        return;
      }
      candidates.add(form);
    }
    warnings.accept(
        "%s (%s) is no setting of Clew; did you mean %s?"
            .formatted(name, source.name(), NearestName.of(name, candidates)));
  }
}
