// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.render;

import dev.clew.api.export.ErrorRecord;
import dev.clew.api.trace.SpanError;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts of an error, read from it once, before any policy decides how much of it is shown.
 *
 * <p>Does not use {@code printStackTrace}: it may be overridden to print elsewhere, and it fills
 * the limited space with the frames of the outermost exception, whereas the cause is what explains
 * a failure. Every method of a third-party exception may throw, or never return.
 */
record ErrorText(String type, @Nullable String message, @Nullable String stackTrace) {
  private static final int MAX_FRAMES = 32;
  private static final int MAX_THROWABLES = 16;

  /** Reads everything from {@code error}. */
  static ErrorText of(SpanError error, ForeignCalls calls) {
    Throwable thrown = error.throwable();
    if (thrown == null) {
      return new ErrorText(error.type(), error.message(), null);
    }
    Asking asking = new Asking(calls);
    String message = error.message();
    return new ErrorText(
        error.type(),
        message == null ? asking.messageOf(thrown) : message,
        asking.stackTraceOf(thrown));
  }

  /** Returns what is known of {@code error} without calling an exception. */
  static ErrorText unasked(SpanError error) {
    return new ErrorText(error.type(), error.message(), null);
  }

  /** Returns what {@code rule} leaves of it. */
  ErrorRecord render(ContentRule rule, int maxStackTrace) {
    return new ErrorRecord(
        rule.label(type),
        message == null ? null : rule.text(message),
        stackTrace == null ? null : rule.stackTrace(stackTrace, maxStackTrace));
  }

  private static final class Asking {
    private final ForeignCalls calls;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final StringBuilder text = new StringBuilder();

    Asking(ForeignCalls calls) {
      this.calls = calls;
    }

    @Nullable String messageOf(Throwable thrown) {
      if (!calls.mayCall(thrown)) {
        return "(no message: getMessage() has not returned before)";
      }
      Object before = calls.enter(thrown);
      try {
        return thrown.getMessage();
      } catch (Exception | LinkageError | StackOverflowError e) {
        return "(no message: getMessage() threw " + e.getClass().getName() + ")";
      } finally {
        calls.leave(before);
      }
    }

    String stackTraceOf(Throwable thrown) {
      try {
        append("", "", thrown, new StackTraceElement[0]);
      } catch (Exception | LinkageError | StackOverflowError e) {
        text.append("(the rest is not readable: ").append(e.getClass().getName()).append(")\n");
      }
      return text.toString();
    }

    private void append(
        String indent, String caption, Throwable thrown, StackTraceElement[] enclosing) {
      if (seen.size() >= MAX_THROWABLES || !seen.add(thrown) || !calls.mayCall(thrown)) {
        text.append(indent)
            .append(caption)
            .append("(")
            .append(thrown.getClass().getName())
            .append(" not shown)\n");
        return;
      }
      String message = messageOf(thrown);
      Object before = calls.enter(thrown);
      StackTraceElement[] frames;
      Throwable cause;
      try {
        frames = thrown.getStackTrace();
        cause = thrown.getCause();
      } finally {
        calls.leave(before);
      }
      text.append(indent).append(caption).append(thrown.getClass().getName());
      text.append(message == null ? "" : ": " + message).append('\n');
      appendFrames(indent, frames, frames.length - commonTail(frames, enclosing));
      for (Throwable suppressed : thrown.getSuppressed()) {
        append(indent + "\t", "Suppressed: ", suppressed, frames);
      }
      if (cause != null) {
        append(indent, "Caused by: ", cause, frames);
      }
    }

    private void appendFrames(String indent, StackTraceElement[] frames, int own) {
      int shown = Math.min(own, MAX_FRAMES);
      for (int i = 0; i < shown; i++) {
        text.append(indent).append("\tat ").append(frames[i]).append('\n');
      }
      if (shown < frames.length) {
        text.append(indent).append("\t… ").append(frames.length - shown).append(" more\n");
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
}
