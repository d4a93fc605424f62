// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.slf4j;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * {@code LoggerFactory.getLogger}: from here on somebody may log. Introduces the MDC to Clew, which
 * then holds the ids of the current span.
 */
final class MdcHook implements Hook<Object>, SpanListener {
  /**
   * What keeps an MDC; one that the application has written is neither asked nor given anything.
   */
  private static final LibraryClasses BACKENDS =
      LibraryClasses.in(
          "org.slf4j.",
          "ch.qos.logback.",
          "org.apache.logging.",
          "org.jboss.",
          "io.quarkus.",
          "org.tinylog.");

  private static final String TRACE_ID = "clew.trace_id";
  private static final String SPAN_ID = "clew.span_id";

  MdcHook(ForeignTracers foreignTracers) {
    foreignTracers.addSpanListener(this);
  }

  @Override
  public @Nullable Object enter(Call call) {
    return null;
  }

  @Override
  public @Nullable Scope entered(Span span) {
    if (!BACKENDS.mayAsk(MDC.getMDCAdapter())) {
      return null;
    }
    String traceBefore = MDC.get(TRACE_ID);
    String spanBefore = MDC.get(SPAN_ID);
    MDC.put(TRACE_ID, span.traceId());
    MDC.put(SPAN_ID, span.spanId());
    return () -> {
      restore(TRACE_ID, traceBefore);
      restore(SPAN_ID, spanBefore);
    };
  }

  private static void restore(String key, @Nullable String before) {
    if (!BACKENDS.mayAsk(MDC.getMDCAdapter())) {
      return; // another one meanwhile
    }
    if (before == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, before);
    }
  }
}
