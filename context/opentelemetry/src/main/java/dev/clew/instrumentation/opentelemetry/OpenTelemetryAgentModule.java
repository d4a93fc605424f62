// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.opentelemetry;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.Map;

/**
 * OpenTelemetry's Java agent, which keeps its current span in a relocated copy of the API; an
 * application need not contain the API itself.
 */
public final class OpenTelemetryAgentModule implements InstrumentationModule {
  private static final String COPY = "io.opentelemetry.javaagent.shaded.io.opentelemetry";

  @Override
  public String name() {
    return "opentelemetry-javaagent";
  }

  @Override
  public Library library() {
    return new Library("opentelemetry-javaagent", "1.0.0 to 2.33.1", List.of());
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public Map<String, String> relocatedPackages() {
    return Map.of("io.opentelemetry", COPY);
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(OpenTelemetryModule.madeCurrent(COPY + ".context.Context"));
  }
}
