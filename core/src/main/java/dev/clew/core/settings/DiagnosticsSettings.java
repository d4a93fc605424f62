// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings of what Clew says about itself. */
public final class DiagnosticsSettings {
  /** When the health bean is registered. */
  public enum Jmx {
    AUTO,
    ON,
    OFF
  }

  public static final Setting<Boolean> DIAGNOSTICS =
      new Setting<>(
          "clew.diagnostics",
          SettingType.bool(),
          "false",
          "Whether the doctor's page is printed on stderr when the JVM exits: what was traced, what"
              + " was not, and why.");

  public static final Setting<Jmx> JMX =
      new Setting<>(
          "clew.jmx",
          SettingType.choice(Jmx.class),
          "auto",
          "Whether the JMX bean `dev.clew:type=Health` is registered: `auto` if the application uses"
              + " the platform's MBean server, `on` always, which creates that server, `off`"
              + " never.");

  static final List<Setting<?>> ALL = List.of(DIAGNOSTICS, JMX);

  private DiagnosticsSettings() {}
}
