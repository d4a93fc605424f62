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
 * Hooks {@code LoggerFactory.getLogger}: from now on the application may log. Registers the MDC
 * with Clew, so that it contains the ids of the current span.
 */
final class MdcHook implements Hook<Object>, SpanListener {
  /** Implementations of the MDC; one written by the application is neither read nor modified. */
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
  public @Nullable Scope onSpanCurrent(Span span) {
    if (!BACKENDS.mayCall(MDC.getMDCAdapter())) {
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
    if (!BACKENDS.mayCall(MDC.getMDCAdapter())) {
      return; // replaced meanwhile
    }
    if (before == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, before);
    }
  }
}
