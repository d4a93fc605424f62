// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.slf4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** SLF4J, with any implementation. */
public final class Slf4jModule implements InstrumentationModule {
  @Override
  public String name() {
    return "slf4j";
  }

  @Override
  public Library library() {
    return new Library("slf4j-api", "1.7.0 to 2.0.20", List.of("org.slf4j.Logger"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public String requiredSetting() {
    return "clew.logs.mdc";
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("org.slf4j.LoggerFactory")
            .method("getLogger", "java.lang.String")
            .optional()
            .hook("dev.clew.instrumentation.slf4j.MdcHook"));
  }
}
