// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.log4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.LogThreshold;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.LocalizedMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessage;
import org.apache.logging.log4j.message.ReusableSimpleMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;

/** Hooks {@code LoggerConfig.log}: a message is logged by this configuration and its parents. */
final class LogHook implements Hook<Object> {
  private static final LibraryClasses LOG4J = LibraryClasses.in("org.apache.logging.log4j.");

  private final ThreadLocal<@Nullable Boolean> logging = new ThreadLocal<>();
  private final LogThreshold threshold;

  LogHook(LogThreshold threshold) {
    this.threshold = threshold;
  }

  /** Formatting would call the parameters' toString on the application's thread. */
  @SuppressWarnings("deprecation") // getFormat is the only accessor for these messages
  private static String message(Message message) {
    if (!LOG4J.mayCall(message)) {
      return message.getClass().getName();
    }
    if (message instanceof SimpleMessage || message instanceof ReusableSimpleMessage) {
      String text = message.getFormat(); // null if the text is not a String
      return text == null ? message.getClass().getSimpleName() : text;
    }
    if (message instanceof LocalizedMessage) {
      return message
          .getFormat(); // the text is in a resource bundle, which may be the application's
    }
    Object[] parameters = message.getParameters();
    if (parameters != null) {
      for (Object parameter : parameters) {
        if (!isScalar(parameter)) {
          String pattern =
              message instanceof ParameterizedMessage || message instanceof ReusableMessage
                  ? message.getFormat()
                  : null;
          return pattern == null ? message.getClass().getSimpleName() : pattern;
        }
      }
    }
    return message.getFormattedMessage();
  }

  private static boolean isScalar(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || (value instanceof Number && LibraryClasses.isOfJdk(value));
  }

  private static String text(Throwable thrown) {
    return LibraryClasses.isOfJdk(thrown) ? thrown.toString() : thrown.getClass().getName();
  }

  @Override
  public @Nullable Object enter(Call call) {
    Span span = Context.current().span();
    LogEvent event = call.required(0, LogEvent.class);
    if (span == null || logging.get() != null || !LOG4J.mayCall(event)) {
      return null;
    }
    logging.set(true);
    boolean error = event.getLevel().isMoreSpecificThan(Level.ERROR);
    boolean warn = event.getLevel().isMoreSpecificThan(Level.WARN);
    if (warn && threshold.includes(error ? LogThreshold.ERROR : LogThreshold.WARN)) {
      Throwable thrown = event.getThrown();
      span.addEvent(
          error ? "log.error" : "log.warn",
          event.getLoggerName()
              + ": "
              + message(event.getMessage())
              + (thrown == null ? "" : ": " + text(thrown)));
    }
    return logging;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    logging.remove();
    return result;
  }
}
