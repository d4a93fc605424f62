// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of all settings. For each, the first source that provides a value wins.
 *
 * <p>An invalid value or an unknown name causes one warning and is ignored: the next source or the
 * default applies.
 */
public final class Settings {
  private static final int MAX_UNKNOWN_NAMES = 20;

  private final List<SettingsSource> sources;
  private final Map<String, SettingsSource> changed = new ConcurrentHashMap<>();
  private final Consumer<String> warnings;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /**
   * Creates settings from {@code sources}.
   *
   * @param sources the most important first
   */
  public Settings(List<SettingsSource> sources, Consumer<String> warnings) {
    this.sources = List.copyOf(sources);
    this.warnings = warnings;
  }

  /**
   * Returns settings of which some have other values; these remain as they are.
   *
   * @param values by name; an empty value goes back to the one of the start
   * @param source what made the change, for people
   */
  public Settings with(Map<String, String> values, String source) {
    Settings copy = new Settings(sources, warnings);
    copy.changed.putAll(changed);
    copy.change(values, source);
    return copy;
  }

  /** Changes values; whoever has read one has to read it again. */
  public void change(Map<String, String> values, String source) {
    values.forEach(
        (name, value) -> {
          if (value.isBlank()) {
            changed.remove(name);
          } else {
            changed.put(name, new SettingsSource(source, Map.of(name, value), false));
          }
        });
  }

  /** Returns whether the value is not the one of the start. */
  public boolean isChanged(Setting<?> setting) {
    return changed.containsKey(setting.name());
  }

  /** Returns the settings of the start. */
  public Settings ofStart() {
    return new Settings(sources, warnings);
  }

  private List<SettingsSource> sourcesOf(Setting<?> setting) {
    SettingsSource first = changed.isEmpty() ? null : changed.get(setting.name());
    if (first == null) {
      return sources;
    }
    List<SettingsSource> all = new ArrayList<>(sources);
    all.add(0, first);
    return all;
  }

  /** Returns the value of {@code setting}. */
  public <T> T get(Setting<T> setting) {
    T value = find(setting);
    return value != null ? value : setting.defaultValue();
  }

  /** Returns the value that a source provides for {@code setting}, or null. */
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

  /** Returns the name of the source that provides the value, or null for the default. */
  public @Nullable String sourceOf(Setting<?> setting) {
    for (SettingsSource source : sourcesOf(setting)) {
      String text = source.value(setting);
      if (text != null && !text.isBlank()) {
        try {
          setting.type().parse(text);
          return source.name();
        } catch (IllegalArgumentException ignoredHereToo) {
          // The next source counts.
        }
      }
    }
    return null;
  }

  /** Returns the names in any source that are not those of {@code known}, as they were written. */
  public Set<String> unknownNames(List<Setting<?>> known) {
    Set<String> unknown = new LinkedHashSet<>();
    for (SettingsSource source : sources) {
      for (String name : source.values().keySet()) {
        if (known.stream().noneMatch(setting -> source.form(setting).equals(name))) {
          unknown.add(name);
        }
      }
    }
    return unknown;
  }

  private <T> @Nullable T read(Setting<?> setting, Function<String, T> reader) {
    for (SettingsSource source : sourcesOf(setting)) {
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
            "%s=%s (%s) %s; expected %s; ignoring it"
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
   * Returns whether the setting that a module requires is in use: a Clew setting differs from its
   * default, or one known only to an extension has a value other than {@code false}.
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

  /** Warns of every unknown name in the sources and suggests the most similar setting. */
  public void warnOfUnknownNames(List<String> instrumentations) {
    warnOfUnknownNames(new KnownNames(instrumentations, List.of(), List.of(), List.of()));
  }

  /**
   * Warns of every unknown name in the sources and suggests the most similar setting; at most
   * twenty times, since an unrelated file may contain thousands of names.
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
              "%s (%s) is not a Clew setting; did you mean %s?"
                  .formatted(
                      name,
                      source.name(),
                      NearestName.of(name, settings.stream().map(source::form).toList())));
        }
      }
    }
    if (unknown > MAX_UNKNOWN_NAMES) {
      warnings.accept(
          "%d more names are not Clew settings; docs/settings.md lists all settings"
              .formatted(unknown - MAX_UNKNOWN_NAMES));
    }
  }

  /**
   * Warns that {@code setting} has no value in {@code source}, which is only allowed for a switch.
   */
  private void warnOfMissingValue(SettingsSource source, Setting<?> setting) {
    String key = setting.name().replaceFirst("^clew\\.", "");
    warnOnce(
        ("%s (%s) has no value; write %s=<value>, with two levels of quotes if passed through jcmd"
                + " ('\"%s=<value>\"'); ignoring it")
            .formatted(setting.name(), source.name(), key, key));
  }

  /** A setting may be read several times, once per exporter. */
  private void warnOnce(String line) {
    if (warned.add(line)) {
      warnings.accept(line);
    }
  }
}
