// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import java.util.List;

/**
 * The modules of the JDK that some feature needs and a Java may lack: an image that jlink made, or
 * an application of modules that resolves only its own.
 */
final class JdkModules {
  private JdkModules() {}

  /** Tells whether all are there; of the first that is not, says what does not happen without. */
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
