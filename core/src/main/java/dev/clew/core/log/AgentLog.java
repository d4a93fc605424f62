// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.log;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agent's voice: single lines on stderr, none of them twice for one cause.
 *
 * <p>Not a logging library, because any of those would latch a choice that belongs to the
 * application, and stdout is the application's alone.
 */
public final class AgentLog {
  /** How much is said; a level includes those before it. */
  public enum Level {
    OFF,
    WARN,
    INFO,
    DEBUG
  }

  /** Causes remembered, so that a flood of different ones cannot fill the heap. */
  private static final int MAX_CAUSES = 1000;

  /** Messages of exceptions may quote what an application was told. */
  private static final int MAX_MESSAGE = 300;

  private static final int MAX_LINE = 4_000;

  private final PrintStream out;
  private final Set<String> causes = ConcurrentHashMap.newKeySet();
  private volatile Level level;

  /** Writes to {@code out} what {@code level} lets through. */
  public AgentLog(PrintStream out, Level level) {
    this.out = out;
    this.level = level;
  }

  /** Changes the level, once the settings are known. */
  public void level(Level level) {
    this.level = level;
  }

  /** Says what the user should act on. */
  public void warn(String message) {
    print(Level.WARN, "warning: " + message);
  }

  /** Says {@code message} unless something was said for {@code cause} before. */
  public void warnOnce(String cause, String message) {
    if (causes.size() < MAX_CAUSES && causes.add(cause)) {
      warn(message);
    }
  }

  /** Says what the user asked to be told. */
  public void notice(String message) {
    print(Level.WARN, message);
  }

  /** Says what is good to know. */
  public void info(String message) {
    print(Level.INFO, message);
  }

  /** Says what explains the agent's decisions. */
  public void debug(String message) {
    print(Level.DEBUG, message);
  }

  /** Returns {@code thrown} in one line: type, message, and where it came from. */
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
    } catch (Throwable broken) {
      text.append(" (which cannot describe itself)");
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
   * Returns {@code message} in one line that a terminal shows as it is. Values of settings and
   * messages of exceptions are other people's words, and may carry commands to the terminal.
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

  /** The directional overrides and isolates, by which a text can look like another one. */
  private static boolean reordersText(char c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  }
}
