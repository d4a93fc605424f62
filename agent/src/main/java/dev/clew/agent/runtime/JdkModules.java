// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import java.util.List;

/**
 * JDK modules that a feature needs and a Java runtime may lack: an image built by jlink, or a
 * modular application that resolves only its own modules.
 */
final class JdkModules {
  private JdkModules() {}

  /** Returns whether all modules are present; logs what is off because of the first missing one. */
  static boolean areThere(List<String> modules, String feature, AgentLog log) {
    for (String module : modules) {
      if (ModuleLayer.boot().findModule(module).isEmpty()) {
        log.warnOnce(
            feature,
            "%s is off because this Java runtime has no module %s; add it with --add-modules %s"
                    .formatted(feature, module, module)
                + " to jlink or java");
        return false;
      }
    }
    return true;
  }
}
