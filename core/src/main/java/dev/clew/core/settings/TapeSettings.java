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

  /** What happens to connections of the application during a replay. */
  public enum Network {
    AUTO,
    REFUSE,
    ALLOW
  }

  public static final Setting<String> RECORD =
      new Setting<>(
          "clew.record",
          SettingType.text(),
          "",
          "The file in which the answers of models, tools and MCP servers are recorded. An earlier"
              + " recording in it is replaced. `%p` in its name becomes the id of the process.");

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

  public static final Setting<Long> UNTIL =
      new Setting<>(
          "clew.replay.until",
          SettingType.count(0, Long.MAX_VALUE),
          "0",
          "The number of a recorded call: it and all later ones are made for real. 0 replays all.");

  public static final Setting<List<String>> TOOLS =
      new Setting<>(
          "clew.replay.tools",
          SettingType.list("recorded, live, check, or tool=mode with a star at the tool's end"),
          "recorded",
          "Where results of tools come from: `recorded`; `live` runs them and uses what they return;"
              + " `check` runs them, compares, and uses what was recorded. `live` and `check` report"
              + " differences. Rules for single tools, such as `search*=live`, come first.");

  public static final Setting<Double> SPEED =
      new Setting<>(
          "clew.replay.speed",
          SettingType.decimal(0, 1_000),
          "0",
          "How fast a recording is replayed: 0 without waits, 1 as it was recorded, 2 twice as fast.");

  public static final Setting<Network> NETWORK =
      new Setting<>(
          "clew.replay.network",
          SettingType.choice(Network.class),
          "auto",
          "Whether the application may open connections during a replay. `auto` refuses them if"
              + " nothing is to be made for real: neither calls nor tools.");

  public static final Setting<Boolean> EXPORT =
      new Setting<>(
          "clew.replay.export",
          SettingType.bool(),
          "false",
          "Whether exporters that send spans to another machine do so during a replay.");

  public static final Setting<String> REPORT =
      new Setting<>(
          "clew.replay.report",
          SettingType.text(),
          "",
          "A file to which the result of a replay is written as JSON.");

  public static final Setting<String> ENV =
      new Setting<>(
          "clew.env",
          SettingType.text(),
          "",
          "Where this JVM runs, such as `staging`; sent to receivers as"
              + " `deployment.environment.name`. In `production` nothing is recorded or replayed.");

  public static final Setting<String> FORK_MODEL =
      new Setting<>(
          "clew.fork.model",
          SettingType.text(),
          "",
          "With `clew.replay.until`: the model that is asked in real calls, in place of the"
              + " program's.");

  public static final Setting<String> FORK_SYSTEM =
      new Setting<>(
          "clew.fork.system",
          SettingType.text(),
          "",
          "With `clew.replay.until`: the system prompt of real calls, in place of the program's;"
              + " `@FILE` reads it from a file.");

  static final List<Setting<?>> ALL =
      List.of(
          ENV,
          RECORD,
          REPLAY,
          MISS,
          UNTIL,
          TOOLS,
          SPEED,
          NETWORK,
          EXPORT,
          REPORT,
          FORK_MODEL,
          FORK_SYSTEM);

  private TapeSettings() {}
}
