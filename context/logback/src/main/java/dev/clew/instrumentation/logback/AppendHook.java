// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LogThreshold;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** {@code Logger.callAppenders}: a message is logged for good. */
final class AppendHook implements Hook<Object> {
  /** The library counts levels in thousands. */
  private static final int THOUSAND = 1000;

  private final LogThreshold threshold;

  AppendHook(LogThreshold threshold) {
    this.threshold = threshold;
  }

  @Override
  public @Nullable Object enter(Call call) {
    Span span = Context.current().span();
    ILoggingEvent event = call.required(0, ILoggingEvent.class);
    int level = event.getLevel().toInt() / THOUSAND;
    if (span != null && threshold.includes(level)) {
      IThrowableProxy thrown = event.getThrowableProxy();
      span.event(
          level >= LogThreshold.ERROR ? "log.error" : "log.warn",
          event.getLoggerName()
              + ": "
              + event.getFormattedMessage()
              + (thrown == null ? "" : ": " + thrown.getClassName() + ": " + thrown.getMessage()));
    }
    return null;
  }
}
