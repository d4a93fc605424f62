// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.guardrail;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import dev.clew.instrumentation.langchain4j.value.LibraryObjects;
import dev.langchain4j.guardrail.Guardrail;
import dev.langchain4j.guardrail.GuardrailException;
import dev.langchain4j.guardrail.GuardrailRequest;
import dev.langchain4j.guardrail.GuardrailResult;
import org.jspecify.annotations.Nullable;

/**
 * Traces {@code AbstractGuardrailExecutor.validate}, through which every guardrail goes once per
 * attempt, whether it is a class, a lambda or a mock.
 *
 * <p>A rejection is a guardrail's purpose, so the span is successful; it fails if the guardrail
 * throws.
 */
final class GuardrailHook implements Hook<GuardrailHook.State> {
  /** Attributes as well as details, because not every exporter receives the details. */
  private static final String KIND = "clew.guardrail.kind";

  private static final String RESULT = "clew.guardrail.result";

  private final Tracer tracer;
  private final GuardrailNames names;

  GuardrailHook(Tracer tracer, GuardrailNames names) {
    this.tracer = tracer;
    this.names = names;
  }

  record State(GuardrailPayload content, Span span, Scope scope) {}

  @Override
  public State enter(Call call) {
    Guardrail<?, ?> guardrail = call.required(1, Guardrail.class);
    String name = names.of(guardrail);
    GuardrailPayload content =
        new GuardrailPayload(
            name, guardrail.getClass().getName(), call.required(0, GuardrailRequest.class));
    Span span = tracer.start(SpanType.GUARDRAIL, name, content);
    span.setAttribute(KIND, content.kind());
    return new State(content, span, Context.current().with(span).makeCurrent());
  }

  @Override
  public @Nullable Object exit(State state, @Nullable Object result, @Nullable Throwable thrown) {
    state.scope().close();
    if (thrown != null) {
      state.span().setAttribute(RESULT, "error");
      state.span().fail(thrownByGuardrail(thrown));
    } else {
      if (result instanceof GuardrailResult<?> verdict && LibraryObjects.mayCall(verdict)) {
        state.content().decided(verdict);
        state.span().setAttribute(RESULT, GuardrailPayload.outcome(verdict));
      }
      state.span().end();
    }
    return result;
  }

  private static Throwable thrownByGuardrail(Throwable thrown) {
    Throwable cause = LibraryObjects.mayCall(thrown) ? thrown.getCause() : null;
    return thrown instanceof GuardrailException && cause != null ? cause : thrown;
  }
}
