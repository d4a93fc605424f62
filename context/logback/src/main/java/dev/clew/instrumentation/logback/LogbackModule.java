// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.logback;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** Logback. */
public final class LogbackModule implements InstrumentationModule {
  @Override
  public String name() {
    return "logback";
  }

  @Override
  public Library library() {
    return new Library(
        "logback-classic", "1.2.0 to 1.6.6", List.of("ch.qos.logback.classic.LoggerContext"));
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
        HookPoint.inClass("ch.qos.logback.classic.Logger")
            .method("callAppenders", "ch.qos.logback.classic.spi.ILoggingEvent")
            .optional()
            .hook("dev.clew.instrumentation.logback.AppendHook"));
  }
}
