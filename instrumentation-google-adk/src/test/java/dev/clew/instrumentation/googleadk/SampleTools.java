// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.ToolContext;
import java.util.Map;
import java.util.Optional;

/** An application's tools, which the library calls by reflection. */
public final class SampleTools {
  private SampleTools() {}

  /** A tool that answers. */
  public static Map<String, Object> weather(@Schema(name = "city") String city) {
    return Map.of("forecast", "sun in " + city);
  }

  /** A tool that fails. */
  public static Map<String, Object> broken() {
    Optional<Object> station = Optional.empty();
    return Map.of("station", station.orElseThrow(() -> new IllegalStateException("no station")));
  }

  /** A tool that leaves a loop. */
  public static Map<String, Object> leave(@Schema(name = "toolContext") ToolContext context) {
    Adk.escalate(context);
    return Map.of();
  }
}
