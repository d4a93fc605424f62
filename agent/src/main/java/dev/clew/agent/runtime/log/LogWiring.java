// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.log;

import dev.clew.core.log.AgentLog;
import dev.clew.core.log.AgentLog.Category;
import dev.clew.core.log.LogLine;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.LogSettings;
import dev.clew.core.settings.LogSettings.Format;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the agent's own log what the settings want. */
public final class LogWiring {
  private static final Map<Category, Setting<LogSettings.CategoryLevel>> LEVELS =
      Map.of(
          Category.AGENT, LogSettings.AGENT,
          Category.MODEL, LogSettings.MODEL,
          Category.TOOL, LogSettings.TOOL,
          Category.RUNTIME, LogSettings.RUNTIME);

  private LogWiring() {}

  /** Returns the file that the log goes to from now on, or null if it goes to stderr. */
  public static @Nullable LogFile apply(Settings settings, AgentLog log, PrintStream stderr) {
    log.level(settings.get(ClewSettings.LOG));
    LEVELS.forEach((category, setting) -> log.level(category, settings.get(setting).level()));
    boolean json = settings.get(LogSettings.FORMAT) == Format.JSON;
    String file = settings.get(LogSettings.FILE);
    if (json) {
      log.output(line -> stderr.println(line.json()));
    }
    if (file.isEmpty()) {
      return null;
    }
    try {
      LogFile opened =
          new LogFile(
              new RotatingFile(
                  path(file),
                  settings.get(LogSettings.FILE_MAX_SIZE),
                  Math.toIntExact(settings.get(LogSettings.FILE_MAX_FILES)),
                  settings.get(ClewSettings.HOME_TRUSTED)),
              json ? LogLine::json : LogLine::text,
              onStderr(json, stderr));
      log.output(opened);
      return opened;
    } catch (InvalidPathException invalid) {
      log.warn(
          "%s=%s is not a valid path (%s); the log goes to stderr"
              .formatted(LogSettings.FILE.name(), file, invalid.getReason()));
      return null;
    }
  }

  private static LogFile.Fallback onStderr(boolean json, PrintStream stderr) {
    Function<LogLine, String> format = json ? LogLine::json : AgentLog::shortText;
    return line -> stderr.println(format.apply(line));
  }

  private static Path path(String setting) {
    String path = setting.replace("%p", Long.toString(ProcessHandle.current().pid()));
    return Path.of(
            path.startsWith("~/") ? System.getProperty("user.home", "") + path.substring(1) : path)
        .toAbsolutePath();
  }
}
