// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.methods.rule.Expression;
import dev.clew.instrumentation.methods.rule.Options;
import dev.clew.kit.call.CallObservation;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.value.Values;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a traced method. */
final class MethodRun {
  private static final ContextKey<MethodRun> KEY = ContextKey.named("method");
  private static final ContextKey<String> AGENT = ContextKey.named("own agent");

  private final TracedMethod method;
  private final CallValues values;
  private final CallObservations calls;
  private @Nullable CallObservation call;
  private Context inside = Context.root();
  private @Nullable Scope scope;

  /** Describes a call that has no span yet. */
  MethodRun(TracedMethod method, CallValues values, CallObservations calls) {
    this.method = method;
    this.values = values;
    this.calls = calls;
  }

  /** Returns the call that the current span represents, or null. */
  static @Nullable MethodRun current() {
    Context context = Context.current();
    MethodRun run = context.get(KEY);
    return run != null && run.call != null && run.call.span() == context.span() ? run : null;
  }

  TracedMethod method() {
    return method;
  }

  CallValues values() {
    return values;
  }

  /** Returns another call with the same arguments, for another subscription to its result. */
  MethodRun again() {
    return new MethodRun(method, values, calls);
  }

  /** Returns the same call with what the method returned. */
  MethodRun returning(@Nullable Object result) {
    return new MethodRun(method, new CallValues(values.self(), values.arguments(), result), calls);
  }

  /** Returns what observes the call; null before it has started or if it is not recorded. */
  @Nullable CallObservation call() {
    return call;
  }

  CallObservations calls() {
    return calls;
  }

  /** Returns the context of the work: with the span, except for a handoff. */
  Context inside() {
    return inside;
  }

  /** Starts the span; returns false if it is not recorded. */
  boolean start() {
    Context caller = Context.current();
    String subject = method.subject(values);
    MethodPayload payload = new MethodPayload(method, copied(), subject, agentOf(caller));
    SpanType type = method.rule().type();
    CallObservation started = CallObservation.start(calls, type, spanName(type, payload), payload);
    if (started == null) {
      return false;
    }
    call = started;
    annotate(started.span(), values, false);
    if (type == SpanType.HANDOFF) {
      inside = caller; // control moves on; what follows is no part of the handoff
    } else if (type == SpanType.AGENT) {
      inside = caller.with(AGENT, subject).with(started.span(), KEY, this);
    } else {
      inside = caller.with(started.span(), KEY, this);
    }
    return true;
  }

  private CallValues copied() {
    Object[] copies = new Object[values.arguments().length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = Values.snapshot(values.arguments()[i]);
    }
    return new CallValues(values.self(), copies, Values.snapshot(values.result()));
  }

  private String spanName(SpanType type, MethodPayload payload) {
    if (type != SpanType.HANDOFF || method.rule().option(Options.NAME) != null) {
      return method.spanName(values);
    }
    String from = method.text(Options.FROM, values);
    from = from == null ? payload.caller() : from;
    String target = SpanContent.target(method, values);
    return (from == null ? "" : from + " ") + "→ " + (target == null ? "?" : target);
  }

  private static @Nullable String agentOf(Context context) {
    Span above = context.span();
    return above != null && above.type() == SpanType.AGENT ? above.name() : context.get(AGENT);
  }

  /** Makes the span current on this thread until {@link #exit}. */
  void enter() {
    scope = inside.makeCurrent();
  }

  void exit() {
    Scope open = scope;
    if (open != null) {
      scope = null;
      open.close();
    }
  }

  /** Ends the span with what the method, or the work that it started, has come to. */
  void finished(@Nullable Object result, @Nullable Throwable thrown) {
    CallObservation ending = call;
    if (ending != null) {
      if (thrown == null) {
        annotate(ending.span(), new CallValues(values.self(), values.arguments(), result), true);
      }
      ending.finished(result, thrown);
    }
  }

  /**
   * Sets the group and the metadata.
   *
   * @param afterwards whether to set those that need the result, or the others
   */
  void annotate(Span span, CallValues known, boolean afterwards) {
    for (Map.Entry<String, Expression> option : method.rule().options().entrySet()) {
      String name = option.getKey();
      boolean grouping = name.equals(Options.GROUP);
      if ((grouping || name.startsWith(Options.METADATA))
          && option.getValue().needsResult() == afterwards) {
        String text = method.text(name, known);
        if (text != null && grouping) {
          span.setGroupId(text);
        } else if (text != null) {
          span.setAttribute(name, text);
        }
      }
    }
  }
}
