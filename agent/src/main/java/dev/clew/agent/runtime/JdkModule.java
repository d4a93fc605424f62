// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;

/**
 * A JDK module that a feature needs and that may be missing: from a jlink image, or in a modular
 * application that does not resolve it.
 */
enum JdkModule {
  HTTP_CLIENT("java.net.http");

  private final String moduleName;

  JdkModule(String moduleName) {
    this.moduleName = moduleName;
  }

  /** Returns whether the module is present; if not, logs which feature is off. */
  boolean isPresent(String feature, AgentLog log) {
    if (ModuleLayer.boot().findModule(moduleName).isPresent()) {
      return true;
    }
    log.warnOnce(
        feature,
        "%s is off because this Java lacks the module %s; add it with --add-modules %s to"
                .formatted(feature, moduleName, moduleName)
            + " jlink or java");
    return false;
  }
}
