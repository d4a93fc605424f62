// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.ErrorRecord;
import dev.clew.api.trace.SpanError;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an error into text.
 *
 * <p>Does not use {@code printStackTrace}: it may be overridden to print elsewhere, and it spends
 * the room on the frames of the outermost exception, whereas the cause is what explains a failure.
 * Every method of a foreign exception may throw.
 */
final class ErrorText {
  private static final int MAX_FRAMES = 32;
  private static final int MAX_THROWABLES = 16;

  private final ContentRule rule;
  private final int maxStackTrace;

  ErrorText(ContentRule rule, int maxStackTrace) {
    this.rule = rule;
    this.maxStackTrace = maxStackTrace;
  }

  ErrorRecord render(SpanError error) {
    Throwable thrown = error.throwable();
    String message = error.message();
    if (message == null && thrown != null) {
      message = messageOf(thrown);
    }
    return new ErrorRecord(
        rule.label(error.type()),
        message == null ? null : rule.text(message),
        thrown == null ? null : rule.stackTrace(stackTraceOf(thrown), maxStackTrace));
  }

  private static @Nullable String messageOf(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Exception | LinkageError | StackOverflowError e) {
      return "(no message: getMessage() threw " + e.getClass().getName() + ")";
    }
  }

  private static String stackTraceOf(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    try {
      Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      append(text, "", "", thrown, new StackTraceElement[0], seen);
    } catch (Exception | LinkageError | StackOverflowError e) {
      text.append("(the rest is not readable: ").append(e.getClass().getName()).append(")\n");
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text,
      String indent,
      String caption,
      Throwable thrown,
      StackTraceElement[] enclosing,
      Set<Throwable> seen) {
    if (seen.size() >= MAX_THROWABLES || !seen.add(thrown)) {
      text.append(indent)
          .append(caption)
          .append("(")
          .append(thrown.getClass().getName())
          .append(" not shown)\n");
      return;
    }
    String message = messageOf(thrown);
    text.append(indent).append(caption).append(thrown.getClass().getName());
    text.append(message == null ? "" : ": " + message).append('\n');
    StackTraceElement[] frames = thrown.getStackTrace();
    int own = frames.length - commonTail(frames, enclosing);
    int shown = Math.min(own, MAX_FRAMES);
    for (int i = 0; i < shown; i++) {
      text.append(indent).append("\tat ").append(frames[i]).append('\n');
    }
    if (shown < frames.length) {
      text.append(indent).append("\t… ").append(frames.length - shown).append(" more\n");
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      append(text, indent + "\t", "Suppressed: ", suppressed, frames, seen);
    }
    Throwable cause = thrown.getCause();
    if (cause != null) {
      append(text, indent, "Caused by: ", cause, frames, seen);
    }
  }

  private static int commonTail(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int common = 0;
    while (common < frames.length
        && common < enclosing.length
        && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
      common++;
    }
    return common;
  }
}
