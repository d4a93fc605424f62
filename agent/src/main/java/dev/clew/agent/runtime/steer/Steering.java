// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

import dev.clew.agent.runtime.doctor.SettingsProbe;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.KnownNames;
import dev.clew.core.settings.NearestName;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes settings while the application runs: all that are asked for together, or none. Nothing is
 * written anywhere, so the next start has the settings that it is given.
 */
public final class Steering {
  private static final String PREFIX = "clew.";

  private final Settings settings;
  private final List<Steered> parts;
  private final KnownNames known;
  private final AgentLog log;
  private final InstantSource clock;

  /**
   * Creates the control.
   *
   * @param parts what can be changed
   * @param known all settings
   */
  public Steering(
      Settings settings, List<Steered> parts, KnownNames known, AgentLog log, InstantSource clock) {
    this.settings = settings;
    this.parts = parts;
    this.known = known;
    this.log = log;
    this.clock = clock;
  }

  /** Returns a line for each setting that can be changed: its value, and the one of the start. */
  public synchronized List<String> list() {
    return settings().values().stream().map(this::described).toList();
  }

  /** Returns the value of a setting that can be changed. */
  public synchronized String get(String name) throws RefusedException {
    String full = full(name);
    Setting<?> setting = settings().get(full);
    if (setting == null) {
      throw new RefusedException(unknown(full, ""));
    }
    return value(setting, settings);
  }

  /**
   * Changes settings.
   *
   * @param wanted the values by name; an empty one goes back to the value of the start
   * @param by who wants it, for the log and the doctor
   * @return a line for each
   */
  public synchronized List<String> set(Map<String, String> wanted, String by)
      throws RefusedException {
    Map<String, String> changes = checked(wanted);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String source = "set at run time by " + by + ", " + now;
    Settings candidate = settings.with(changes, source);
    List<Steered.Change> prepared = new ArrayList<>();
    for (Steered part : parts) {
      Set<String> names = new LinkedHashSet<>(changes.keySet());
      names.retainAll(part.settings().stream().map(Setting::name).toList());
      if (!names.isEmpty()) {
        prepared.add(part.prepare(candidate, names));
      }
    }
    List<String> lines = lines(changes, candidate);
    // One of the two may be silent, if the level is what changes.
    AgentLog.Level before = log.level();
    settings.change(changes, source);
    if (before == AgentLog.Level.OFF) {
      prepared.forEach(Steered.Change::apply);
      lines.forEach(line -> log.notice(line + ", by " + by));
    } else {
      lines.forEach(line -> log.notice(line + ", by " + by));
      prepared.forEach(Steered.Change::apply);
    }
    return lines;
  }

  private Map<String, String> checked(Map<String, String> wanted) throws RefusedException {
    Map<String, Setting<?>> changeable = settings();
    Map<String, String> changes = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      String name = full(each.getKey());
      String value = each.getValue().strip();
      Setting<?> setting = changeable.get(name);
      if (setting == null) {
        throw new RefusedException(unknown(name, value));
      }
      String problem = value.isEmpty() ? null : setting.problem(value);
      if (problem != null) {
        throw new RefusedException(
            "%s=%s %s; expected %s"
                .formatted(name, shown(name, value), problem, setting.type().description()));
      }
      if (changes.put(name, value) != null) {
        throw new RefusedException(name + " is named twice");
      }
    }
    return changes;
  }

  private String unknown(String name, String value) {
    String written = name + (value.isEmpty() ? "" : "=" + shown(name, value));
    if (name.equals(ClewSettings.ENABLED.name())) {
      return written + " is read once, at the start; detach takes Clew out of a running JVM";
    }
    List<String> all = new ArrayList<>(settings().keySet());
    known.settings().forEach(each -> all.add(each.name()));
    if (all.contains(name) || known.isOfExtension(name)) {
      return "%s is read once, at the start; restart with -D%s=%s"
          .formatted(written, name, value.isEmpty() ? "…" : shown(name, value));
    }
    return "%s is not a setting; did you mean %s?".formatted(written, NearestName.of(name, all));
  }

  private List<String> lines(Map<String, String> changes, Settings candidate) {
    Map<String, Setting<?>> changeable = settings();
    List<String> lines = new ArrayList<>();
    for (String name : changes.keySet()) {
      Setting<?> setting = changeable.get(name);
      if (setting != null) {
        String before = value(setting, settings);
        String after = value(setting, candidate);
        lines.add(
            before.equals(after)
                ? "%s=%s, as before".formatted(name, after)
                : "%s=%s (was %s)".formatted(name, after, before));
      }
    }
    return lines;
  }

  private String described(Setting<?> setting) {
    String line = setting.name() + "=" + value(setting, settings);
    if (!settings.isChanged(setting)) {
      return line;
    }
    return "%s (%s; %s at the start)"
        .formatted(line, settings.sourceOf(setting), value(setting, settings.ofStart()));
  }

  private static String value(Setting<?> setting, Settings from) {
    String text = from.findText(setting);
    return shown(setting.name(), text == null ? setting.defaultText() : text);
  }

  private static String shown(String name, String value) {
    return SettingsProbe.shown(name, value);
  }

  private Map<String, Setting<?>> settings() {
    Map<String, Setting<?>> all = new LinkedHashMap<>();
    parts.forEach(part -> part.settings().forEach(each -> all.put(each.name(), each)));
    return all;
  }

  private static String full(@Nullable String name) {
    String stripped = name == null ? "" : name.strip();
    return stripped.startsWith(PREFIX) ? stripped : PREFIX + stripped;
  }
}
