// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.util.List;

/** Settings of recording a run and replaying it. Read once, when the JVM starts. */
public final class TapeSettings {
  /** What happens to a call that is not on the tape. */
  public enum Miss {
    FAIL,
    LIVE
  }

  public static final Setting<String> RECORD =
      new Setting<>(
          "clew.record",
          SettingType.text(),
          "",
          "The file in which the answers of models, tools and MCP servers are recorded.");

  public static final Setting<String> REPLAY =
      new Setting<>(
          "clew.replay",
          SettingType.text(),
          "",
          "The recording from which models, tools and MCP servers are answered.");

  public static final Setting<Miss> MISS =
      new Setting<>(
          "clew.replay.miss",
          SettingType.choice(Miss.class),
          "fail",
          "What happens to a call that is not in the recording: `fail`, or `live`, which makes it.");

  static final List<Setting<?>> ALL = List.of(RECORD, REPLAY, MISS);

  private TapeSettings() {}
}
