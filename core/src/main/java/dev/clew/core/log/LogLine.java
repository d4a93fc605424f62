// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.log;

import dev.clew.core.log.AgentLog.Category;
import dev.clew.core.log.AgentLog.Level;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the agent's log.
 *
 * @param thread the name of the thread that it is about
 * @param error the exception as one line, or the type of an error, or null
 */
public record LogLine(
    Instant time,
    Level level,
    Category category,
    String thread,
    String message,
    @Nullable String error) {

  /** Returns the line for a file that people read. */
  public String text() {
    return "%s %-5s %-7s [%s] %s"
        .formatted(
            time, word(level), word(category), AgentLog.printable(thread), messageAndError());
  }

  /** Returns the message followed by the error, printable. */
  String messageAndError() {
    return AgentLog.printable(error == null ? message : message + ": " + error);
  }

  /** Returns the line as a JSON object. */
  public String json() {
    StringBuilder json = new StringBuilder(200);
    json.append("{\"time\":\"").append(time);
    json.append("\",\"level\":\"").append(word(level));
    json.append("\",\"category\":\"").append(word(category));
    append(json, "\",\"thread\":\"", thread);
    append(json, "\",\"message\":\"", message);
    if (error != null) {
      append(json, "\",\"error\":\"", error);
    }
    return json.append("\"}").toString();
  }

  /** Escapes surrogates as well, because half of a pair is not valid UTF-8. */
  private static void append(StringBuilder json, String name, String value) {
    json.append(name);
    String shown = AgentLog.shortened(value, AgentLog.MAX_LINE);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (AgentLog.isUnsafe(c) || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
