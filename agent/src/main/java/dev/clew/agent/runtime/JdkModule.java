// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;

/**
 * A module of the JDK that some feature needs and a Java may lack: an image that jlink made, or an
 * application of modules that resolves only its own.
 */
enum JdkModule {
  HTTP_CLIENT("java.net.http"),
  MANAGEMENT("java.management");

  private final String moduleName;

  JdkModule(String moduleName) {
    this.moduleName = moduleName;
  }

  /** Tells whether it is there; if not, says so and what does not happen. */
  boolean isThere(String feature, AgentLog log) {
    if (ModuleLayer.boot().findModule(moduleName).isPresent()) {
      return true;
    }
    log.warnOnce(
        feature,
        "%s needs the module %s, which this Java lacks, and is off; add it with --add-modules %s to"
                .formatted(feature, moduleName, moduleName)
            + " jlink or java");
    return false;
  }
}
