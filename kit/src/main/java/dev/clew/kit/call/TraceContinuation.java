// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Work that goes on in a trace although no context leads there: the tools that a model asked for,
 * and the request that carries their results, begin beside the call that asked.
 */
public final class TraceContinuation {
  private static final ContextKey<Span> BESIDE = ContextKey.named("beside");

  private TraceContinuation() {}

  /** Returns {@code context}, outside any trace, with {@code span} as where work goes on beside. */
  public static Context beside(Span span, Context context) {
    return context.with(BESIDE, span);
  }

  /** Returns the span beside which work in {@code context} begins; null within a trace. */
  public static @Nullable Span of(Context context) {
    return context.span() == null ? context.get(BESIDE) : null;
  }

  /** Starts a span under {@code context}, or beside the span that it goes on from. */
  public static Span start(
      Tracer tracer, Context context, SpanType type, String name, Payload payload) {
    return start(tracer, context, of(context), type, name, payload);
  }

  /**
   * Starts a span under {@code context}, or beside {@code sibling} if that is outside any trace.
   */
  public static Span start(
      Tracer tracer,
      Context context,
      @Nullable Span sibling,
      SpanType type,
      String name,
      Payload payload) {
    return context.span() == null && sibling != null
        ? tracer.startBeside(sibling, type, name, payload)
        : tracer.start(context, type, name, payload);
  }
}
