// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings of what is traced at all. */
public final class SelectionSettings {
  public static final Setting<String> EXCLUDE =
      new Setting<>(
          "clew.exclude",
          SettingType.text(),
          "",
          "Agents, tools, models and methods that are not traced, separated by semicolons, such as"
              + " `agent:Warmup*; tool:ping; model:*-embedding-*; method:com.acme.Billing[charge]`."
              + " See [selecting](selecting.md).");

  public static final Setting<String> ONLY_IF =
      new Setting<>(
          "clew.trace.only-if",
          SettingType.text(),
          "",
          "Only traces with a span that matches one of these are kept: such rules, or `error`.");

  static final List<Setting<?>> ALL = List.of(EXCLUDE, ONLY_IF);

  private SelectionSettings() {}
}
