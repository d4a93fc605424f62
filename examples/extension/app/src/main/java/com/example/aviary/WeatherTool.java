// SPDX-License-Identifier: Apache-2.0
package com.example.aviary;

import com.example.parrot.ParrotTool;
import com.example.parrot.ToolCall;
import java.util.Map;

/** Knows the weather where there is a station. */
final class WeatherTool implements ParrotTool {
  private static final Map<String, String> STATIONS =
      Map.of("Lisbon", "sunny, 24 degrees", "Vienna", "rain, 11 degrees");

  @Override
  public String name() {
    return "weather";
  }

  @Override
  public String call(ToolCall call) {
    String weather = STATIONS.get(call.argument());
    if (weather == null) {
      throw new IllegalArgumentException("no weather station in " + call.argument());
    }
    return weather;
  }
}
