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
 * Hooks {@code Context.makeCurrent}: from now on OpenTelemetry may have a current span.
 *
 * <p>The hook itself does nothing in the call; its constructor registers this copy of OpenTelemetry
 * with Clew. Traces then start under OpenTelemetry's current span, and a current Clew span is also
 * current in OpenTelemetry, by the same means an application would use.
 */
final class ContextHook implements Hook<Object>, ParentSource, SpanListener {
  /** Stored in a context made current by Clew, and thereby in all contexts derived from it. */
  private record ClewSpanMark(String spanId, WeakReference<dev.clew.api.trace.Span> span) {}

  /**
   * OpenTelemetry, and frameworks with their own context storage. An application's own storage,
   * context or span is not called: spans beneath it are neither parents nor children of Clew's.
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

  private static final ContextKey<ClewSpanMark> MARK = ContextKey.named("clew-span");

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
    if (context == null || !span.isValid() || isLeftOver(context.get(MARK), span)) {
      return null;
    }
    return new RemoteParent(
        span.getTraceId(), span.getSpanId(), span.isSampled(), text(span.getTraceState()), "");
  }

  /** Returns the current context, or null if it or its storage is of a class of the application. */
  private static @Nullable Context currentContext() {
    ContextStorage storage = ContextStorage.get();
    Context current = LIBRARY.mayCall(storage) ? storage.current() : null;
    return LIBRARY.callableOrNull(
        current == null && LIBRARY.mayCall(storage) ? Context.root() : current);
  }

  private static SpanContext spanContext(Context context) {
    Span span = Span.fromContext(context);
    SpanContext result = LIBRARY.mayCall(span) ? span.getSpanContext() : null;
    return result == null || !LIBRARY.mayCall(result) ? SpanContext.getInvalid() : result;
  }

  /**
   * One of Clew's own spans is returned here where OpenTelemetry's context is carried to a thread
   * and Clew's is not. That is welcome, unless it is left over from a scope that nobody closed.
   */
  private static boolean isLeftOver(@Nullable ClewSpanMark mark, SpanContext span) {
    if (mark == null || !mark.spanId().equals(span.getSpanId())) {
      return false;
    }
    dev.clew.api.trace.Span clewSpan = mark.span().get();
    return clewSpan == null || !clewSpan.isRecording();
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // closed by the returned scope
  public dev.clew.api.trace.@Nullable Scope onSpanCurrent(dev.clew.api.trace.Span span) {
    Context before = currentContext();
    String spanId = span.spanId();
    if (before == null) {
      return null;
    }
    if (spanContext(before).getSpanId().equals(spanId)) {
      return null; // the agent's copy already has it, and is the base of this one
    }
    RemoteParent remoteParent = span.remoteParent();
    SpanContext clewContext =
        SpanContext.create(
            span.traceId(),
            spanId,
            remoteParent == null || remoteParent.sampled()
                ? TraceFlags.getSampled()
                : TraceFlags.getDefault(),
            remoteParent == null ? TraceState.getDefault() : state(remoteParent.traceState()));
    Scope scope =
        before
            .with(MARK, new ClewSpanMark(spanId, new WeakReference<>(span)))
            .with(Span.wrap(clewContext))
            .makeCurrent();
    return scope::close;
  }

  private static String text(TraceState state) {
    if (!LIBRARY.mayCall(state) || state.isEmpty()) {
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
    for (int i = members.length - 1; i >= 0; i--) { // put() prepends, so the last one comes first
      int equals = members[i].indexOf('=');
      if (equals > 0) {
        builder.put(members[i].substring(0, equals).strip(), members[i].substring(equals + 1));
      }
    }
    return builder.build();
  }
}
