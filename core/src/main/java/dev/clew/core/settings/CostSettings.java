// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings for the cost of model calls. */
public final class CostSettings {
  public static final Setting<Boolean> COST =
      new Setting<>(
          "clew.cost",
          SettingType.bool(),
          "true",
          "Whether the cost of model calls is computed from their tokens.");

  public static final Setting<String> PRICES_FILE =
      new Setting<>(
          "clew.prices.file",
          SettingType.text(),
          "",
          "A file with your own prices, which take precedence over the built-in ones.");

  static final List<Setting<?>> ALL = List.of(COST, PRICES_FILE);

  private CostSettings() {}
}
