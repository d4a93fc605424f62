// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.sample;

import dev.clew.api.data.CustomData;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.Tracer;
import java.util.Map;

/** A span for each call. */
final class SpanHook implements Hook<SpanHook.Running> {
  private final Tracer tracer;

  SpanHook(Tracer tracer) {
    this.tracer = tracer;
  }

  record Running(Span span, Scope scope) {}

  @Override
  public Running enter(Call call) {
    String name = call.self(Object.class).getClass().getSimpleName();
    Span span = tracer.start(SpanType.CUSTOM, name, () -> new CustomData(name, Map.of()));
    return new Running(span, Context.current().with(span).makeCurrent());
  }

  @Override
  public Object exit(Running running, Object result, Throwable thrown) {
    running.scope().close();
    if (thrown == null) {
      running.span().end();
    } else {
      running.span().fail(thrown);
    }
    return result;
  }
}
