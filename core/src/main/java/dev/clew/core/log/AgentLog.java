// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.log;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own log: single lines on stderr, at most one per cause, or wherever {@link #output}
 * sends them.
 *
 * <p>Not a logging library, because any of those would make a global choice that belongs to the
 * application; and stdout is the application's alone.
 */
public final class AgentLog {
  /** How much is logged; each level includes those before it. */
  public enum Level {
    OFF,
    WARN,
    INFO,
    DEBUG
  }

  /** What a line is about. Each category has a level. */
  public enum Category {
    /** Agent runs, handoffs and guardrail checks of the application. */
    AGENT,
    /** Model calls of the application. */
    MODEL,
    /** Tool calls of the application. */
    TOOL,
    /** Everything else. */
    RUNTIME
  }

  /** Limits the remembered causes, so that a flood of distinct ones cannot fill the heap. */
  private static final int MAX_CAUSES = 1000;

  /** Limits exception messages, which may quote the application's input. */
  private static final int MAX_MESSAGE = 300;

  static final int MAX_LINE = 4_000;

  /** What went wrong first usually explains the rest. */
  private static final int MAX_REMEMBERED = 100;

  private final PrintStream out;
  private final Set<String> causes = ConcurrentHashMap.newKeySet();
  private final List<Warning> warnings = new ArrayList<>();
  private final Map<Category, Level> own = new ConcurrentHashMap<>();
  private volatile Level level;
  private volatile @Nullable LogOutput output;

  /** What a warning is about, if a reader of {@link #warnings} may want to know. */
  public enum Topic {
    EXTENSION,
    EXPORTER,
    OTHER
  }

  /** A warning that was logged, or would have been at another level. */
  public record Warning(Topic topic, String line) {}

  /** Writes to {@code out} whatever {@code level} admits. */
  public AgentLog(PrintStream out, Level level) {
    this.out = out;
    this.level = level;
  }

  /** Changes the level of whatever has no level of its own; at any time. */
  public void level(Level level) {
    this.level = level;
  }

  /** Returns how much is logged. */
  public Level level() {
    return level;
  }

  /** Changes the level of a category; null lets it follow the general one. */
  public void level(Category category, @Nullable Level level) {
    if (level == null) {
      own.remove(category);
    } else {
      own.put(category, level);
    }
  }

  /**
   * Returns the level of a category. Unless they have one of their own, categories of the
   * application's work follow the general level from {@code info} on, so that nothing is said of it
   * by default.
   */
  public Level level(Category category) {
    Level chosen = own.get(category);
    Level general = level;
    if (chosen != null) {
      return chosen;
    }
    return category == Category.RUNTIME || general.compareTo(Level.INFO) >= 0 ? general : Level.OFF;
  }

  /** Sends all further lines elsewhere, except notices; null for stderr. */
  public void output(@Nullable LogOutput output) {
    this.output = output;
  }

  /** Logs something the user should act on. */
  public void warn(String message) {
    warn(Topic.OTHER, message);
  }

  /** Logs something the user should act on, and remembers what it is about. */
  public void warn(Topic topic, String message) {
    warn(topic, message, null);
  }

  private void warn(Topic topic, String message, @Nullable String error) {
    synchronized (warnings) {
      if (warnings.size() < MAX_REMEMBERED) {
        String line = error == null ? message : message + ": " + error;
        warnings.add(new Warning(topic, printable(line)));
      }
    }
    log(Category.RUNTIME, Level.WARN, message, error);
  }

  /** Returns the first warnings, at most {@value #MAX_REMEMBERED}. */
  public List<Warning> warnings() {
    synchronized (warnings) {
      return List.copyOf(warnings);
    }
  }

  /** Logs a warning unless one was logged for {@code cause} before. */
  public void warnOnce(String cause, String message) {
    if (causes.size() < MAX_CAUSES && causes.add(cause)) {
      warn(message);
    }
  }

  /** Logs a warning with its reason, unless one was logged for {@code cause} before. */
  public void warnOnce(String cause, String message, Throwable reason) {
    if (causes.size() < MAX_CAUSES && causes.add(cause)) {
      warn(Topic.OTHER, message, describe(reason));
    }
  }

  /** Says on stderr what the user asked for, at every threshold but {@code off}. */
  public void notice(String message) {
    if (level(Category.RUNTIME).compareTo(Level.WARN) >= 0) {
      out.println("[clew] " + printable(message));
    }
  }

  /** Logs something useful to know. */
  public void info(String message) {
    log(Category.RUNTIME, Level.INFO, message, null);
  }

  /** Logs something that explains the agent's decisions. */
  public void debug(String message) {
    log(Category.RUNTIME, Level.DEBUG, message, null);
  }

  /** Returns {@code thrown} as one line: type, message and the top stack frame. */
  public static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.getClass().getName());
    try {
      String message = thrown.getMessage();
      if (message != null) {
        text.append(": ").append(shortened(message.lines().findFirst().orElse(""), MAX_MESSAGE));
      }
      StackTraceElement[] trace = thrown.getStackTrace();
      if (trace.length > 0) {
        text.append(" (at ").append(trace[0]).append(')');
      }
    } catch (Throwable failure) {
      text.append("(its message is unavailable)");
    }
    return text.toString();
  }

  static String shortened(String line, int most) {
    return line.length() <= most ? line : line.substring(0, most) + "…";
  }

  /** Logs a line of any category. */
  public void log(Category category, Level needed, String message, @Nullable String error) {
    if (level(category).compareTo(needed) < 0) {
      return;
    }
    LogOutput elsewhere = output;
    String thread = Thread.currentThread().getName();
    LogLine line = new LogLine(Instant.now(), needed, category, thread, message, error);
    if (elsewhere != null) {
      elsewhere.write(line);
    } else {
      out.println(shortText(line));
    }
  }

  /** Returns a line as it is printed on stderr, which other programs write to as well. */
  public static String shortText(LogLine line) {
    return (line.level() == Level.WARN ? "[clew] warning: " : "[clew] ") + line.messageAndError();
  }

  /**
   * Escapes {@code message} into one line that is safe to print. Setting values and exception
   * messages come from elsewhere and may contain terminal escape sequences.
   */
  static String printable(String message) {
    StringBuilder line = new StringBuilder(Math.min(message.length(), MAX_LINE));
    for (int i = 0; i < message.length(); i++) {
      if (line.length() >= MAX_LINE) {
        return line.append('…').toString();
      }
      char c = message.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (isUnsafe(c)) {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }

  /** Returns whether a character may change how a line is shown. */
  static boolean isUnsafe(char c) {
    return Character.isISOControl(c) || breaksLines(c) || reordersText(c);
  }

  private static boolean breaksLines(char c) {
    return c == 0x2028 || c == 0x2029;
  }

  /** Directional overrides and isolates, which can make one text look like another. */
  private static boolean reordersText(char c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
