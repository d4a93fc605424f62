// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JDK modules that a feature needs and a Java runtime may lack: an image built by jlink, or a
 * modular application that resolves only its own modules.
 */
final class JdkModules {
  private JdkModules() {}

  /** Returns whether all modules are present; logs what is off because of the first missing one. */
  static boolean areThere(List<String> modules, String feature, AgentLog log) {
    String missing = firstMissing(modules);
    if (missing != null) {
      log.warnOnce(feature, feature + " " + isOff(missing));
    }
    return missing == null;
  }

  /** Returns the first module that is not present, or null. */
  static @Nullable String firstMissing(List<String> modules) {
    for (String module : modules) {
      if (ModuleLayer.boot().findModule(module).isEmpty()) {
        return module;
      }
    }
    return null;
  }

  /** Returns that a feature is off without {@code module}, and what to do about it. */
  static String isOff(String module) {
    return ("is off because this Java runtime has no module %s; add it with --add-modules %s to"
            + " jlink or java")
        .formatted(module, module);
  }
}
