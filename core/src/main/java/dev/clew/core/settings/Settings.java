// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings: of each the first source that says something counts.
 *
 * <p>A bad value or an unknown name gets one warning and changes nothing: the next source or the
 * default counts.
 */
public final class Settings {
  private static final int MAX_UNKNOWN_NAMES = 20;

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
    return read(setting, setting.type()::parse);
  }

  /** Returns what somebody gave {@code setting}, as it was written, or null if nobody did. */
  public @Nullable String findText(Setting<?> setting) {
    return read(
        setting,
        text -> {
          setting.type().parse(text);
          return text.trim();
        });
  }

  private <T> @Nullable T read(Setting<?> setting, Function<String, T> reader) {
    for (SettingsSource source : sources) {
      String text = source.value(setting);
      if (text == null || text.isBlank()) {
        continue;
      }
      if (source.lacksValue(setting) && !setting.type().isSwitch()) {
        warnOfMissingValue(source, setting);
        continue;
      }
      try {
        return reader.apply(text);
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

  /**
   * Tells whether what a module requires is there: a setting of Clew says anything but its default,
   * or one that only an extension knows is given and not {@code false}.
   *
   * @param name null for a module that requires nothing
   */
  public boolean isSet(@Nullable String name) {
    if (name == null) {
      return true;
    }
    Setting<?> setting = ClewSettings.named(name);
    if (setting != null) {
      return !get(setting).equals(setting.defaultValue());
    }
    String text = find(KnownNames.ofExtension(name));
    return text != null && !SettingType.isFalse(text);
  }

  /** Warns of every name in the sources that is no setting, with the nearest one that is. */
  public void warnOfUnknownNames(List<String> instrumentations) {
    warnOfUnknownNames(new KnownNames(instrumentations, List.of(), List.of(), List.of()));
  }

  /**
   * Warns of every name in the sources that is no setting, with the nearest one that is; of no more
   * than twenty, since a file of something else may have thousands.
   */
  public void warnOfUnknownNames(KnownNames known) {
    List<Setting<?>> settings = known.settings();
    int unknown = 0;
    for (SettingsSource source : sources) {
      for (String name : source.values().keySet()) {
        if (!known.isOfExtension(name, source)
            && settings.stream().noneMatch(setting -> source.form(setting).equals(name))
            && unknown++ < MAX_UNKNOWN_NAMES) {
          warnings.accept(
              "%s (%s) is no setting of Clew; did you mean %s?"
                  .formatted(
                      name,
                      source.name(),
                      NearestName.of(name, settings.stream().map(source::form).toList())));
        }
      }
    }
    if (unknown > MAX_UNKNOWN_NAMES) {
      warnings.accept(
          "%d more names are no settings of Clew; docs/settings.md lists those there are"
              .formatted(unknown - MAX_UNKNOWN_NAMES));
    }
  }

  /**
   * Says that {@code setting} stands in {@code source} without a value, which only a switch may.
   */
  private void warnOfMissingValue(SettingsSource source, Setting<?> setting) {
    String key = setting.name().replaceFirst("^clew\\.", "");
    warnOnce(
        ("%s (%s) has no value; write %s=<value>, and quote it twice where jcmd passes it on"
                + " ('\"%s=<value>\"'); going on as if it were not set")
            .formatted(setting.name(), source.name(), key, key));
  }

  /** A setting may be asked for several times, for several exporters. */
  private void warnOnce(String line) {
    if (said.add(line)) {
      warnings.accept(line);
    }
  }
}
