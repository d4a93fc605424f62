// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.StartedTrace;
import dev.clew.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Continues a trace where no context leads: the tools that a model requested, and the request with
 * their results, become siblings of the call that requested them.
 */
public final class TraceContinuation {
  private static final ContextKey<Span> BESIDE = ContextKey.named("beside");

  private TraceContinuation() {}

  /**
   * Returns {@code context}, which is outside any trace, with {@code span} as the sibling to
   * continue from.
   */
  public static Context beside(Span span, Context context) {
    return context.with(BESIDE, span);
  }

  /** Returns the span whose siblings spans in {@code context} become; null within a trace. */
  public static @Nullable Span of(Context context) {
    return isOutside(context) ? context.get(BESIDE) : null;
  }

  /**
   * Starts a span under {@code context}, or as a sibling of the span that it continues from. The
   * span of a tool takes the place of the one that {@link AnnouncedTools} has for it, if any.
   */
  public static Span start(
      Tracer tracer, Context context, SpanType type, String name, Payload payload) {
    return start(tracer, context, of(context), type, name, payload);
  }

  /** Starts a span under {@code context} or, outside any trace, as a sibling of {@code sibling}. */
  public static Span start(
      Tracer tracer,
      Context context,
      @Nullable Span sibling,
      SpanType type,
      String name,
      Payload payload) {
    if (type == SpanType.FUNCTION) {
      Span announced = AnnouncedTools.start(tracer, context, name, payload);
      if (announced != null) {
        return announced;
      }
    }
    return place(tracer, context, sibling, type, name, payload);
  }

  /** Starts the span that stands for a tool until the tool itself is observed, if it ever is. */
  public static Span announce(Tracer tracer, Context context, String name, Payload payload) {
    return place(tracer, context, of(context), SpanType.FUNCTION, name, payload);
  }

  private static Span place(
      Tracer tracer,
      Context context,
      @Nullable Span sibling,
      SpanType type,
      String name,
      Payload payload) {
    return isOutside(context) && sibling != null
        ? tracer.startBeside(sibling, type, name, payload)
        : tracer.start(context, type, name, payload);
  }

  /** A trace that the application has started itself is where its spans belong. */
  private static boolean isOutside(Context context) {
    return context.span() == null && context.get(StartedTrace.KEY) == null;
  }
}
