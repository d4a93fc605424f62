// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.LogThreshold;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** Hooks {@code Logger.callAppenders}: a message has passed all filters. */
final class AppendHook implements Hook<Object> {
  private static final LibraryClasses LOGBACK = LibraryClasses.in("ch.qos.logback.");

  /** Logback's levels are multiples of a thousand. */
  private static final int LEVEL_FACTOR = 1000;

  private final LogThreshold threshold;

  AppendHook(LogThreshold threshold) {
    this.threshold = threshold;
  }

  /** Formatting would call the arguments' toString on the application's thread. */
  private static String message(ILoggingEvent event) {
    Object[] arguments = event.getArgumentArray();
    if (arguments != null) {
      for (Object argument : arguments) {
        if (!isScalar(argument)) {
          return event.getMessage();
        }
      }
    }
    return event.getFormattedMessage();
  }

  private static boolean isScalar(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || (value instanceof Number && LibraryClasses.isOfJdk(value));
  }

  @Override
  public @Nullable Object enter(Call call) {
    Span span = Context.current().span();
    ILoggingEvent event = call.required(0, ILoggingEvent.class);
    if (span == null || !LOGBACK.mayCall(event)) {
      return null;
    }
    int level = event.getLevel().toInt() / LEVEL_FACTOR;
    if (threshold.includes(level)) {
      IThrowableProxy thrown = event.getThrowableProxy();
      span.addEvent(
          level >= LogThreshold.ERROR ? "log.error" : "log.warn",
          event.getLoggerName()
              + ": "
              + message(event)
              + (thrown == null ? "" : ": " + thrown.getClassName() + ": " + thrown.getMessage()));
    }
    return null;
  }
}
