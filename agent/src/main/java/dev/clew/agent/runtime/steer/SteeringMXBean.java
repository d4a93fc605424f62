// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.steer;

/** The operations of the bean {@code dev.clew:type=Steering}. */
public interface SteeringMXBean {
  /** Returns the settings that can be changed: {@code name=value}, and what it was if changed. */
  String[] list();

  /** Returns the value of a setting that can be changed. */
  String get(String name);

  /**
   * Changes a setting and returns a line about it.
   *
   * @param value empty to go back to the one of the start
   * @throws IllegalArgumentException if that is not possible; the message says why
   */
  String set(String name, String value);
}
