// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

import java.util.Map;
import java.util.function.Supplier;

/** Steering by JMX. */
public record SteeringBean(Supplier<Steering> steering) implements SteeringMXBean {
  @Override
  public String[] list() {
    return steering.get().list().toArray(String[]::new);
  }

  @Override
  public String get(String name) {
    try {
      return steering.get().get(name);
    } catch (RefusedException refused) {
      throw new IllegalArgumentException(refused.getMessage());
    }
  }

  @Override
  public String set(String name, String value) {
    try {
      return String.join("\n", steering.get().set(Map.of(name, value), "JMX"));
    } catch (RefusedException refused) {
      throw new IllegalArgumentException(refused.getMessage());
    }
  }
}
