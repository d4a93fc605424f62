// SPDX-License-Identifier: Apache-2.0
package com.example.steps;

import dev.clew.api.data.CustomData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import java.util.Map;

/** Makes each {@code app.Steps.step(type, name, work)} a span. */
final class StepHook implements Hook<StepHook.Step> {
  private final Tracer tracer;

  StepHook(Tracer tracer) {
    this.tracer = tracer;
  }

  record Step(Span span, Scope scope) {}

  @Override
  public Step enter(Call call) {
    SpanType type = SpanType.valueOf(call.required(0, String.class));
    String name = call.required(1, String.class);
    Span span = tracer.start(type, name, () -> new CustomData(name, Map.of()));
    return new Step(span, Context.current().with(span).makeCurrent());
  }

  @Override
  public Object exit(Step step, Object result, Throwable thrown) {
    step.scope().close();
    if (thrown == null) {
      step.span().end();
    } else {
      step.span().fail(thrown);
    }
    return result;
  }
}
