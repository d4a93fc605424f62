// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.log;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agent's own log: single lines on stderr, at most one per cause.
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

  /** Limits the remembered causes, so that a flood of distinct ones cannot fill the heap. */
  private static final int MAX_CAUSES = 1000;

  /** Limits exception messages, which may quote the application's input. */
  private static final int MAX_MESSAGE = 300;

  private static final int MAX_LINE = 4_000;

  /** What went wrong first usually explains the rest. */
  private static final int MAX_REMEMBERED = 100;

  private final PrintStream out;
  private final Set<String> causes = ConcurrentHashMap.newKeySet();
  private final List<Warning> warnings = new ArrayList<>();
  private volatile Level level;

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

  /** Changes the level once the settings are known. */
  public void level(Level level) {
    this.level = level;
  }

  /** Returns how much is logged. */
  public Level level() {
    return level;
  }

  /** Logs something the user should act on. */
  public void warn(String message) {
    warn(Topic.OTHER, message);
  }

  /** Logs something the user should act on, and remembers what it is about. */
  public void warn(Topic topic, String message) {
    synchronized (warnings) {
      if (warnings.size() < MAX_REMEMBERED) {
        warnings.add(new Warning(topic, printable(message)));
      }
    }
    print(Level.WARN, "warning: " + message);
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

  /** Logs what the user asked for, at every threshold but {@code off}. */
  public void notice(String message) {
    print(Level.WARN, message);
  }

  /** Logs something useful to know. */
  public void info(String message) {
    print(Level.INFO, message);
  }

  /** Logs something that explains the agent's decisions. */
  public void debug(String message) {
    print(Level.DEBUG, message);
  }

  /** Returns {@code thrown} as one line: type, message and the top stack frame. */
  public static String describe(Throwable thrown) {
    StringBuilder text = new StringBuilder(thrown.getClass().getName());
    try {
      String message = thrown.getMessage();
      if (message != null) {
        text.append(": ").append(shortened(message.lines().findFirst().orElse("")));
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

  private static String shortened(String line) {
    return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "…";
  }

  private void print(Level needed, String message) {
    if (level.compareTo(needed) >= 0) {
      out.println("[clew] " + printable(message));
    }
  }

  /**
   * Escapes {@code message} into one line that is safe to print. Setting values and exception
   * messages come from elsewhere and may contain terminal escape sequences.
   */
  private static String printable(String message) {
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
          if (Character.isISOControl(c) || breaksLines(c) || reordersText(c)) {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    return line.toString();
  }

  private static boolean breaksLines(char c) {
    return c == 0x2028 || c == 0x2029;
  }

  /** Directional overrides and isolates, which can make one text look like another. */
  private static boolean reordersText(char c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
