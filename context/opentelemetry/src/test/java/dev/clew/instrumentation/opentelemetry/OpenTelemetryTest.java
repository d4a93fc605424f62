// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.testkit.WeavingExtension;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenTelemetryTest {
  @RegisterExtension
  static final WeavingExtension weaving = WeavingExtension.of(new OpenTelemetryModule());

  private final List<SpanData> exported = new ArrayList<>();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(new IntoList(exported)))
          .build();
  private final Tracer application = provider.get("application");

  @AfterEach
  void nothingIsLeftCurrent() {
    assertThat(io.opentelemetry.context.Context.current())
        .isSameAs(io.opentelemetry.context.Context.root());
    provider.close();
  }

  @Test
  void trace_beginsUnderTheCurrentSpan() {
    var request = application.spanBuilder("GET /trip").startSpan();
    try (var ignored = request.makeCurrent()) {
      Span agent = start(SpanType.AGENT, "planner");
      try (Scope inside = Context.current().with(agent).makeCurrent()) {
        start(SpanType.GENERATION, "chat").end();
      }
      agent.end();
    }
    request.end();

    FinishedSpan chat = weaving.spans().spans().get(0);
    FinishedSpan agent = weaving.spans().spans().get(1);
    assertThat(agent.traceId()).isEqualTo(request.getSpanContext().getTraceId());
    assertThat(agent.parentId()).isEqualTo(request.getSpanContext().getSpanId());
    assertThat(agent.attributes()).containsEntry("clew.parent.remote", true);
    assertThat(chat.traceId()).isEqualTo(agent.traceId());
    assertThat(chat.parentId()).isEqualTo(agent.spanId());
    assertThat(chat.attributes()).isEmpty();
    assertThat(weaving.spans().traces())
        .singleElement()
        .satisfies(trace -> assertThat(trace.traceId()).isEqualTo(agent.traceId()));
  }

  @Test
  void traceOutsideAnySpan_isItsOwn() {
    try (var ignored = io.opentelemetry.context.Context.root().makeCurrent()) {
      start(SpanType.GENERATION, "chat").end();
    }

    assertThat(weaving.spans().only().parentId()).isNull();
  }

  @Test
  void spanOfTheApplicationInsideATool_hangsUnderTheTool() {
    var request = application.spanBuilder("GET /trip").startSpan();
    Span tool;
    try (var ignored = request.makeCurrent()) {
      tool = start(SpanType.FUNCTION, "weather");
      try (Scope inside = Context.current().with(tool).makeCurrent()) {
        application.spanBuilder("SELECT").startSpan().end();
      }
      tool.end();
      application.spanBuilder("after").startSpan().end();
    }
    request.end();

    assertThat(exported)
        .extracting(SpanData::getName, SpanData::getTraceId, SpanData::getParentSpanId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("SELECT", tool.traceId(), tool.spanId()),
            org.assertj.core.groups.Tuple.tuple(
                "after", tool.traceId(), request.getSpanContext().getSpanId()),
            org.assertj.core.groups.Tuple.tuple("GET /trip", tool.traceId(), "0000000000000000"));
  }

  @Test
  void spanOfClewInsideASpanOfTheApplicationInsideATool_staysInClewsTree() {
    linkTheHook();
    Span tool = start(SpanType.FUNCTION, "weather");
    try (Scope inside = Context.current().with(tool).makeCurrent()) {
      var query = application.spanBuilder("GET /forecast").startSpan();
      try (var ignored = query.makeCurrent()) {
        start(SpanType.GENERATION, "chat").end();
      }
      query.end();
    }
    tool.end();

    assertThat(weaving.tree()).hasToString("custom weather\n  custom chat\n");
    assertThat(exported.get(0).getParentSpanId()).isEqualTo(tool.spanId());
  }

  @Test
  void samplingAndState_areHandedOnBothWays() {
    SpanContext caller =
        SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getDefault(),
            TraceState.builder().put("b", "2").put("a", "1").build());

    SpanContext seen;
    try (var ignored = io.opentelemetry.api.trace.Span.wrap(caller).makeCurrent()) {
      Span tool = start(SpanType.FUNCTION, "weather");
      assertThat(tool.remoteParent().sampled()).isFalse();
      assertThat(tool.remoteParent().traceState()).isEqualTo("a=1,b=2");
      try (Scope inside = Context.current().with(tool).makeCurrent()) {
        seen = io.opentelemetry.api.trace.Span.current().getSpanContext();
        application.spanBuilder("SELECT").startSpan().end();
      }
      tool.end();
    }

    assertThat(exported).isEmpty();
    assertThat(seen.isSampled()).isFalse();
    assertThat(seen.getTraceState().get("a") + seen.getTraceState().get("b")).isEqualTo("12");
  }

  @Test
  void scopeClosedOnAnotherThread_isLeftBeforeTheNextTrace() throws Exception {
    linkTheHook();
    Span stream = start(SpanType.GENERATION, "chat");
    Scope scope = Context.current().with(stream).makeCurrent();
    Thread closer = new Thread(scope::close);
    closer.start();
    closer.join();
    stream.end();

    Span next = start(SpanType.GENERATION, "next");
    try (Scope inside = Context.current().with(next).makeCurrent()) {
      application.spanBuilder("POST").startSpan().end();
    }
    next.end();

    assertThat(weaving.spans().spans()).extracting(FinishedSpan::parentId).containsOnlyNulls();
    assertThat(exported.get(0).getParentSpanId()).isEqualTo(next.spanId());
  }

  @Test
  void spanThatOpenTelemetryAloneCarriedAlong_isTheParent() throws Exception {
    linkTheHook();
    Span tool = start(SpanType.FUNCTION, "weather");
    Thread worker;
    try (Scope inside = Context.current().with(tool).makeCurrent()) {
      worker =
          new Thread(
              io.opentelemetry.context.Context.current()
                  .wrap((Runnable) () -> start(SpanType.GENERATION, "chat").end()));
    }
    worker.start();
    worker.join();
    tool.end();

    assertThat(weaving.tree()).hasToString("custom weather\n  custom chat\n");
  }

  private static Span start(SpanType type, String name) {
    return weaving.spans().tracer().start(type, name, () -> new CustomData(name, Map.of()));
  }

  private static void linkTheHook() {
    try (var ignored = io.opentelemetry.context.Context.root().makeCurrent()) {
      assertThat(Context.current().span()).isNull();
    }
  }

  private record IntoList(List<SpanData> spans) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
