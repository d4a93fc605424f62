// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The values of all settings: of each the first source that says something counts.
 *
 * <p>A bad value or an unknown name gets one warning and changes nothing: the next source or the
 * default counts.
 */
public final class Settings {
  private final List<SettingsSource> sources;
  private final Consumer<String> warnings;

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
    for (SettingsSource source : sources) {
      String text = source.value(setting);
      if (text == null || text.isBlank()) {
        continue;
      }
      try {
        return setting.type().parse(text);
      } catch (IllegalArgumentException violated) {
        warnings.accept(
            "%s=%s (%s) %s; expected %s, going on as if it were not set"
                .formatted(
                    source.environment() ? setting.environmentName() : setting.name(),
                    text,
                    source.name(),
                    violated.getMessage(),
                    setting.type().description()));
      }
    }
    return setting.defaultValue();
  }

  /** Warns of every name in the sources that is no setting, with the nearest one that is. */
  public void warnOfUnknownNames(List<String> instrumentations) {
    List<Setting<?>> known = new ArrayList<>(ClewSettings.all());
    instrumentations.forEach(name -> known.add(ClewSettings.instrumentationEnabled(name)));
    for (SettingsSource source : sources) {
      for (String name : source.values().keySet()) {
        warnIfUnknown(source, name, known);
      }
    }
  }

  private void warnIfUnknown(SettingsSource source, String name, List<Setting<?>> known) {
    List<String> candidates = new ArrayList<>();
    for (Setting<?> candidate : known) {
      String form = source.environment() ? candidate.environmentName() : candidate.name();
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
