// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import dev.clew.core.log.AgentLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of Clew's own log. */
public final class LogSettings {
  /** How a line is written. */
  public enum Format {
    TEXT,
    JSON
  }

  /** The level of a category. */
  public enum CategoryLevel {
    /** As {@link AgentLog#level(AgentLog.Category)} describes. */
    AUTO,
    OFF,
    WARN,
    INFO,
    DEBUG;

    /** Returns null for {@link #AUTO}. */
    public AgentLog.@Nullable Level level() {
      return this == AUTO ? null : AgentLog.Level.valueOf(name());
    }
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

  public static final Setting<CategoryLevel> AGENT =
      category(
          "agent",
          "Lines about agent runs, handoffs and guardrail checks as they end: `warn` those that"
              + " failed, `info` all, `debug` with ids. `auto`: as `clew.log` says, but none at"
              + " `warn`.");

  public static final Setting<CategoryLevel> MODEL = category("model", "The same for model calls.");

  public static final Setting<CategoryLevel> TOOL = category("tool", "The same for tool calls.");

  public static final Setting<CategoryLevel> RUNTIME =
      category("runtime", "Everything else that Clew reports. `auto`: as `clew.log` says.");

  static final List<Setting<?>> ALL =
      List.of(FILE, FILE_MAX_SIZE, FILE_MAX_FILES, FORMAT, AGENT, MODEL, TOOL, RUNTIME);

  private LogSettings() {}

  private static Setting<CategoryLevel> category(String name, String description) {
    return new Setting<>(
        "clew.log." + name, SettingType.choice(CategoryLevel.class), "auto", description);
  }
}
