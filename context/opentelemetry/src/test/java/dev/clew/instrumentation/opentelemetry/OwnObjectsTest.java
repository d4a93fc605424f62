// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.Probe;
import dev.clew.testkit.WeavingExtension;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clew must not call OpenTelemetry spans and contexts written by an application. */
class OwnObjectsTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenTelemetryModule());

  @AfterEach
  void forget() {
    Probe.calls();
  }

  private static void trace() {
    var tool =
        weaving
            .spans()
            .tracer()
            .start(SpanType.CUSTOM, "tool", () -> new CustomData("tool", Map.of()));
    try (Scope inside = Context.current().with(tool).makeCurrent()) {
      weaving
          .spans()
          .tracer()
          .start(SpanType.CUSTOM, "in", () -> new CustomData("in", Map.of()))
          .end();
    }
    tool.end();
  }

  private static void under(Span current) {
    // Through the context's own methods, because a custom span may make itself current in any way.
    try (var ignored =
        io.opentelemetry.context.Context.root().with(Span.wrap(CALLER)).makeCurrent()) {
      try (var inner =
          io.opentelemetry.context.Context.root().with(holding(current)).makeCurrent()) {
        trace();
      }
    }
  }

  private static io.opentelemetry.context.ImplicitContextKeyed holding(Span span) {
    return context -> Span.wrap(CALLER).storeInContext(context).with(key(), span);
  }

  @SuppressWarnings("unchecked")
  private static io.opentelemetry.context.ContextKey<Span> key() {
    try {
      var field =
          Class.forName("io.opentelemetry.api.trace.SpanContextKey").getDeclaredField("KEY");
      field.setAccessible(true);
      return (io.opentelemetry.context.ContextKey<Span>) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static final SpanContext CALLER =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  @Test
  void ownSpan_isNotCalled() {
    Probe.answerWith(type -> type == SpanContext.class ? CALLER : null);

    under(Probe.implementing(Span.class));

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownContextOfASpan_isNotCalled() {
    under(Span.wrap(Probe.implementing(SpanContext.class)));

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void ownContext_isNotCalled() {
    var own = new OwnContext(io.opentelemetry.context.Context.root().with(Span.wrap(CALLER)));
    try (var ignored = own.makeCurrent()) {
      trace();
    }

    assertThat(Probe.calls()).isEmpty();
  }

  @Test
  void spanOfTheLibrary_isStillJoined() {
    under(Span.wrap(CALLER));

    assertThat(weaving.spans().spans())
        .extracting(span -> span.traceId())
        .containsOnly(CALLER.getTraceId());
  }

  /** A context in which the application stores its own values. */
  private record OwnContext(io.opentelemetry.context.Context behind)
      implements io.opentelemetry.context.Context {
    @Override
    public <V> V get(io.opentelemetry.context.ContextKey<V> key) {
      Probe.note("Context", "get");
      return behind.get(key);
    }

    @Override
    public <V> io.opentelemetry.context.Context with(
        io.opentelemetry.context.ContextKey<V> key, V value) {
      Probe.note("Context", "with");
      return new OwnContext(behind.with(key, value));
    }
  }
}
