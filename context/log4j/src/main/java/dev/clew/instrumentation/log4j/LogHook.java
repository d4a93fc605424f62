// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.log4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LogThreshold;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.jspecify.annotations.Nullable;

/** {@code LoggerConfig.log}: a message is logged, by this configuration and by those above it. */
final class LogHook implements Hook<Object> {
  private final ThreadLocal<@Nullable Boolean> logging = new ThreadLocal<>();
  private final LogThreshold threshold;

  LogHook(LogThreshold threshold) {
    this.threshold = threshold;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Span span = Context.current().span();
    if (span == null || logging.get() != null) {
      return null;
    }
    logging.set(true);
    LogEvent event = call.required(0, LogEvent.class);
    boolean error = event.getLevel().isMoreSpecificThan(Level.ERROR);
    boolean warn = event.getLevel().isMoreSpecificThan(Level.WARN);
    if (warn && threshold.includes(error ? LogThreshold.ERROR : LogThreshold.WARN)) {
      Throwable thrown = event.getThrown();
      span.event(
          error ? "log.error" : "log.warn",
          event.getLoggerName()
              + ": "
              + event.getMessage().getFormattedMessage()
              + (thrown == null ? "" : ": " + thrown));
    }
    return logging;
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    logging.remove();
    return result;
  }
}
