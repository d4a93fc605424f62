// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings of what Clew says about itself. */
public final class DiagnosticsSettings {
  public static final Setting<Boolean> DIAGNOSTICS =
      new Setting<>(
          "clew.diagnostics",
          SettingType.bool(),
          "false",
          "Whether the doctor's page is printed on stderr when the JVM exits: what was traced, what"
              + " was not, and why.");

  static final List<Setting<?>> ALL = List.of(DIAGNOSTICS);

  private DiagnosticsSettings() {}
}
