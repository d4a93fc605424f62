// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names of exporters and other parts; each is the prefix of somebody's settings. */
final class ExtensionNames {
  static final String AGENT = "clew-agent.jar";

  private final Set<String> special;
  private final AgentLog log;
  private final Map<String, String> origins = new LinkedHashMap<>();

  /**
   * Creates names of which none is taken.
   *
   * @param special names that mean something else in {@code clew.exporters}
   */
  ExtensionNames(Set<String> special, AgentLog log) {
    this.special = special;
    this.log = log;
  }

  /** Takes a name for a part of the agent. */
  void takeForAgent(String name) {
    origins.put(name, AGENT);
  }

  /** Returns the names taken by extensions. */
  List<String> ofExtensions() {
    return origins.keySet().stream().filter(name -> !AGENT.equals(origins.get(name))).toList();
  }

  /** Takes a name for a part of {@code jar}; if it cannot have it, says so and returns false. */
  boolean take(String name, String what, ExtensionJar jar) {
    if (!name.matches(ExtensionServices.NAME_PATTERN)) {
      log.warn(
          AgentLog.Topic.EXTENSION,
          "%s: the name of the %s '%s' does not match %s; it is skipped"
              .formatted(jar.path(), what, name, ExtensionServices.NAME_PATTERN));
      return false;
    }
    String present = origins.get(name);
    if (present == null && isReserved(name)) {
      present = AGENT;
    }
    if (present != null) {
      log.warn(
          AgentLog.Topic.EXTENSION,
          "%s has the %s '%s', a name already used by %s; it is skipped, rename one or remove a jar"
              .formatted(jar.path(), what, name, present));
      return false;
    }
    origins.put(name, jar.path());
    return true;
  }

  private boolean isReserved(String name) {
    return special.contains(name)
        || ClewSettings.all().stream()
            .anyMatch(setting -> (setting.name() + ".").startsWith("clew." + name + "."));
  }
}
