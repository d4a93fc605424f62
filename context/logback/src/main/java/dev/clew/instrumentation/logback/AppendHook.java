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

/** {@code Logger.callAppenders}: a message is logged for good. */
final class AppendHook implements Hook<Object> {
  private static final LibraryClasses LOGBACK = LibraryClasses.in("ch.qos.logback.");

  /** The library counts levels in thousands. */
  private static final int THOUSAND = 1000;

  private final LogThreshold threshold;

  AppendHook(LogThreshold threshold) {
    this.threshold = threshold;
  }

  /** Formatting would ask the arguments for their text, on the application's thread. */
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
    if (span == null || !LOGBACK.mayAsk(event)) {
      return null;
    }
    int level = event.getLevel().toInt() / THOUSAND;
    if (threshold.includes(level)) {
      IThrowableProxy thrown = event.getThrowableProxy();
      span.event(
          level >= LogThreshold.ERROR ? "log.error" : "log.warn",
          event.getLoggerName()
              + ": "
              + message(event)
              + (thrown == null ? "" : ": " + thrown.getClassName() + ": " + thrown.getMessage()));
    }
    return null;
  }
}
