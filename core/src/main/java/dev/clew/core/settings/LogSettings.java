// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import dev.clew.core.log.AgentLog;
import java.util.List;

/** Settings of Clew's own log. */
public final class LogSettings {
  /** How a line is written. */
  public enum Format {
    TEXT,
    JSON
  }

  public static final Setting<String> FILE =
      new Setting<>(
          "clew.log.file",
          SettingType.text(),
          "",
          "A file for Clew's own log, which otherwise goes to stderr; `%p` stands for the process"
              + " id. See [logging](logging.md).");

  public static final Setting<Long> FILE_MAX_SIZE =
      new Setting<>(
          "clew.log.file.max-size",
          SettingType.bytes(4096),
          "10MB",
          "Size at which the log file is renamed to `….1` and a new one is started.");

  public static final Setting<Long> FILE_MAX_FILES =
      new Setting<>(
          "clew.log.file.max-files",
          SettingType.count(1, 1000),
          "5",
          "How many log files are kept, including the current one.");

  public static final Setting<Format> FORMAT =
      new Setting<>(
          "clew.log.format",
          SettingType.choice(Format.class),
          "text",
          "How lines are written: `json` is one object per line.");

  public static final Setting<AgentLog.Level> AGENT =
      category(
          "agent",
          "Lines about agent runs, handoffs and guardrail checks as they end: `warn` those that"
              + " failed, `info` all, `debug` with ids. If not set, those of `clew.log`, but none"
              + " at `warn`.");

  public static final Setting<AgentLog.Level> MODEL =
      category("model", "The same for model calls.");

  public static final Setting<AgentLog.Level> TOOL = category("tool", "The same for tool calls.");

  public static final Setting<AgentLog.Level> RUNTIME =
      category("runtime", "Everything else that Clew reports. If not set, `clew.log`.");

  static final List<Setting<?>> ALL =
      List.of(FILE, FILE_MAX_SIZE, FILE_MAX_FILES, FORMAT, AGENT, MODEL, TOOL, RUNTIME);

  private LogSettings() {}

  /** Has no default of its own, so it must be read with {@link Settings#find}. */
  private static Setting<AgentLog.Level> category(String name, String description) {
    return new Setting<>(
        "clew.log." + name, SettingType.choice(AgentLog.Level.class), "", description);
  }
}
