// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steering by {@code clew set}. */
public final class SteeringCommand {
  private SteeringCommand() {}

  /**
   * Changes settings, or lists them if {@code arguments} is empty.
   *
   * @param arguments each {@code name=value}
   * @return whether it was done, and the answer; an array because the caller is in another class
   *     loader
   */
  public static Object[] run(Steering steering, List<String> arguments) {
    try {
      Map<String, String> wanted = new LinkedHashMap<>();
      for (String argument : arguments) {
        int equals = argument.indexOf('=');
        if (equals < 1) {
          throw new RefusedException("'" + argument + "' is not NAME=VALUE");
        }
        if (wanted.put(argument.substring(0, equals), argument.substring(equals + 1)) != null) {
          throw new RefusedException(argument.substring(0, equals) + " is named twice");
        }
      }
      List<String> lines = wanted.isEmpty() ? steering.list() : steering.set(wanted, "clew set");
      return new Object[] {true, String.join("\n", lines) + "\n"};
    } catch (RefusedException refused) {
      return new Object[] {false, refused.getMessage()};
    }
  }
}
