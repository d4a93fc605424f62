// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.springai.client;

import dev.clew.api.data.GuardrailData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.ContextKey;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.springai.SpringAiModule;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.value.ReceiverNames;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Traces {@code SafeGuardAdvisor}: from its call to the next advisor's, or to its refusal. */
final class SafeGuardHook implements Hook<SafeGuardHook.State> {
  private static final ContextKey<Check> KEY = ContextKey.named("spring-ai.check");

  private final Tracer tracer;

  SafeGuardHook(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The check of a request. */
  private record Check(Context outside, Span span, AtomicBoolean triggered) {}

  /**
   * A call in progress.
   *
   * @param check the span of the check that ends with the call, or null
   */
  record State(@Nullable Span check, Scope scope) {}

  @Override
  public @Nullable State enter(Call call) {
    Context context = Context.current();
    if (SpringAiModule.ADVISE.equals(call.label())) {
      String name = ReceiverNames.name(call.self(Object.class));
      AtomicBoolean triggered = new AtomicBoolean();
      Span span =
          tracer.start(
              SpanType.GUARDRAIL,
              name,
              () -> new GuardrailData(name, triggered.get(), Map.of("kind", "input")));
      Check check = new Check(context, span, triggered);
      return new State(span, context.with(span, KEY, check).makeCurrent());
    }
    Check check = context.get(KEY);
    if (check == null || check.span() != context.span()) {
      return null;
    }
    if (SpringAiModule.REFUSE.equals(call.label())) {
      check.triggered().set(true);
      return null;
    }
    check.span().end(); // the next advisor is called, which is not part of the check
    return new State(null, check.outside().makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    Span check = state.check();
    if (check != null) {
      Outcome.of(thrown == null ? null : SpanError.of(thrown)).apply(check);
    }
    return result;
  }
}
