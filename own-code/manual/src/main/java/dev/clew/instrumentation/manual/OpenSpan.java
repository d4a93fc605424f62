// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.manual;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.call.TraceContinuation;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A started span and its single end: closed, or forgotten by the application.
 *
 * <p>Within a framework's span of the same model call there is no span of its own: it enriches the
 * framework's, which counts the tokens once. The application's own spans always stay its own.
 */
final class OpenSpan implements Runnable {
  private static final ContextKey<Span> MANUAL = ContextKey.named("manual span");

  private final Span span;
  private final boolean nested;
  private final Context context;
  private final @Nullable Scope scope;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable SpanError error;
  private volatile boolean cancelled;

  private OpenSpan(Span span, boolean nested, Context context, @Nullable Scope scope) {
    this.span = span;
    this.nested = nested;
    this.context = context;
    this.scope = scope;
  }

  static OpenSpan start(
      CallObservations observations,
      SpanType type,
      String name,
      ManualPayload payload,
      boolean current) {
    Context parent = Context.current();
    Span above = parent.span();
    if (above != null && isSameCall(above, parent, type)) {
      above.enrich(payload);
      return new OpenSpan(above, true, parent, null);
    }
    Span span = TraceContinuation.start(observations.tracer(), parent, type, name, payload);
    Context within = parent.with(span, MANUAL, span);
    return new OpenSpan(span, false, within, current ? within.makeCurrent() : null);
  }

  private static boolean isSameCall(Span above, Context parent, SpanType type) {
    boolean call =
        type == SpanType.GENERATION || type == SpanType.RESPONSE || type == SpanType.EMBEDDING;
    boolean same =
        above.type() == type || (above.type() == SpanType.GENERATION && type == SpanType.RESPONSE);
    return call && same && above.isRecording() && parent.get(MANUAL) != above;
  }

  Span span() {
    return span;
  }

  Context context() {
    return context;
  }

  boolean isEnded() {
    return ended.get();
  }

  void error(SpanError error) {
    this.error = error;
  }

  void cancelled() {
    cancelled = true;
  }

  void end() {
    SpanError failure = error;
    if (failure != null) {
      end(Outcome.failed(failure));
    } else {
      end(cancelled ? Outcome.stopped("cancelled") : Outcome.COMPLETED);
    }
  }

  /** Called when the application has forgotten the span. */
  @Override
  public void run() {
    end(Outcome.stopped("abandoned"));
  }

  private void end(Outcome outcome) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    if (scope != null) {
      scope.close();
    }
    SpanError failure = outcome.error();
    if (!nested) {
      outcome.apply(span);
    } else if (failure != null) {
      span.addEvent("call failed", failure.type());
    }
  }
}
