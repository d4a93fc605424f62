// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.opentelemetry;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** OpenTelemetry's API in the application, with any implementation. */
public final class OpenTelemetryModule implements InstrumentationModule {
  private static final String HOOK = "dev.clew.instrumentation.opentelemetry.ContextHook";

  @Override
  public String name() {
    return "opentelemetry";
  }

  @Override
  public Library library() {
    return new Library(
        "opentelemetry-api", "1.0.0 to 1.66.0", List.of("io.opentelemetry.context.ContextKey"));
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(madeCurrent("io.opentelemetry.context.Context"));
  }

  static HookPoint madeCurrent(String context) {
    return HookPoint.inClass(context).method("makeCurrent").optional().hook(HOOK);
  }
}
