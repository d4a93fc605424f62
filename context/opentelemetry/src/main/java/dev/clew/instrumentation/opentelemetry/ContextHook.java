// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.opentelemetry;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.ForeignTracers;
import dev.clew.api.hook.Hook;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.hook.Propagation;
import dev.clew.api.trace.ParentSource;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.SpanListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code Context.makeCurrent}: from here on OpenTelemetry may have a current span.
 *
 * <p>The hook does nothing in the call itself, it introduces this copy of OpenTelemetry to Clew.
 * Traces then begin under its current span, and while a span of Clew's is current, so it is in
 * OpenTelemetry, by the same means as an application would use.
 */
final class ContextHook implements Hook<Object>, ParentSource, SpanListener {
  /** What a context of ours holds, and with it all that the application derives from it. */
  private record Mark(String spanId, WeakReference<dev.clew.api.trace.Span> span) {}

  /**
   * OpenTelemetry, and frameworks that bring a storage of contexts of their own. A storage, context
   * or span of the application's is asked nothing: what is below it is not joined, nor led.
   */
  private static final LibraryClasses LIBRARY =
      LibraryClasses.in(
          "io.opentelemetry.",
          "io.quarkus.",
          "io.vertx.",
          "io.micrometer.",
          "org.springframework.",
          "io.helidon.",
          "com.linecorp.armeria.");

  private static final ContextKey<Mark> MARK = ContextKey.named("clew-span");

  ContextHook(ForeignTracers foreignTracers, Propagation propagation) {
    if (propagation.fromOpenTelemetry()) {
      foreignTracers.addParentSource(this);
    }
    if (propagation.toOpenTelemetry()) {
      foreignTracers.addSpanListener(this);
    }
  }

  @Override
  public @Nullable Object enter(Call call) {
    return null;
  }

  @Override
  public @Nullable RemoteParent current() {
    Context context = currentContext();
    SpanContext span = context == null ? SpanContext.getInvalid() : spanContext(context);
    if (context == null || !span.isValid() || isForgotten(context.get(MARK), span)) {
      return null;
    }
    return new RemoteParent(
        span.getTraceId(), span.getSpanId(), span.isSampled(), text(span.getTraceState()), "");
  }

  /** Returns the current context, or null if it is kept by or of a class of the application. */
  private static @Nullable Context currentContext() {
    ContextStorage storage = ContextStorage.get();
    Context current = LIBRARY.mayAsk(storage) ? storage.current() : null;
    return LIBRARY.askable(current == null && LIBRARY.mayAsk(storage) ? Context.root() : current);
  }

  private static SpanContext spanContext(Context context) {
    Span span = Span.fromContext(context);
    SpanContext of = LIBRARY.mayAsk(span) ? span.getSpanContext() : null;
    return of == null || !LIBRARY.mayAsk(of) ? SpanContext.getInvalid() : of;
  }

  /**
   * A span of Clew's own comes back from here where OpenTelemetry goes along to a thread and Clew
   * does not. That is welcome, unless it is what a scope that nobody closed has left behind.
   */
  private static boolean isForgotten(@Nullable Mark mark, SpanContext span) {
    if (mark == null || !mark.spanId().equals(span.getSpanId())) {
      return false;
    }
    dev.clew.api.trace.Span ours = mark.span().get();
    return ours == null || !ours.isRecording();
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // by what is returned
  public dev.clew.api.trace.@Nullable Scope entered(dev.clew.api.trace.Span span) {
    Context before = currentContext();
    String spanId = span.spanId();
    if (before == null) {
      return null;
    }
    if (spanContext(before).getSpanId().equals(spanId)) {
      return null; // the agent's copy has been told, which this one leads to
    }
    RemoteParent joined = span.joined();
    SpanContext ours =
        SpanContext.create(
            span.traceId(),
            spanId,
            joined == null || joined.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault(),
            joined == null ? TraceState.getDefault() : state(joined.traceState()));
    Scope scope =
        before
            .with(MARK, new Mark(spanId, new WeakReference<>(span)))
            .with(Span.wrap(ours))
            .makeCurrent();
    return scope::close;
  }

  private static String text(TraceState state) {
    if (!LIBRARY.mayAsk(state) || state.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    state.forEach(
        (key, value) ->
            text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value));
    return text.toString();
  }

  private static TraceState state(String text) {
    if (text.isEmpty()) {
      return TraceState.getDefault();
    }
    TraceStateBuilder builder = TraceState.builder();
    String[] members = text.split(",");
    for (int i = members.length - 1; i >= 0; i--) { // the last one put comes first
      int equals = members[i].indexOf('=');
      if (equals > 0) {
        builder.put(members[i].substring(0, equals).strip(), members[i].substring(equals + 1));
      }
    }
    return builder.build();
  }
}
