// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.log4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Log4j 2. */
public final class Log4jModule implements InstrumentationModule {
  @Override
  public String name() {
    return "log4j";
  }

  @Override
  public Library library() {
    return new Library(
        "log4j-core", "2.17.0 to 2.26.1", List.of("org.apache.logging.log4j.core.Logger"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public String requiredSetting() {
    return "clew.logs.events";
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("org.apache.logging.log4j.core.config.LoggerConfig")
            .method(
                "log",
                "org.apache.logging.log4j.core.LogEvent",
                "org.apache.logging.log4j.core.config.LoggerConfig$LoggerConfigPredicate")
            .optional()
            .hook("dev.clew.instrumentation.log4j.LogHook"));
  }
}
