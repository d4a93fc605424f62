// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.FunctionData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.TraceContinuation;
import dev.clew.testkit.SpanRecorder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolRunTest {
  private final SpanRecorder spans = new SpanRecorder();
  private final Object request = new Object();

  private ToolRun start(Context parent) {
    ToolPayload payload = new ToolPayload("fare", () -> "{}", 2, "call_1");
    payload.setServer("desk");
    return ToolRun.start(spans.tracer(), parent, request, payload);
  }

  @Test
  void end_recordsEverything() {
    start(Context.root()).end(() -> "90", null, null);

    assertThat(spans.only().name()).isEqualTo("fare");
    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
    assertThat(spans.only(FunctionData.class))
        .isEqualTo(new FunctionData("fare", "{}", "90", "call_1", "desk", false));
  }

  @Test
  void end_whatTheToolThrew_isBelievedBeforeWhatWasMadeOfIt() {
    ToolRun run = start(Context.root());
    run.recordException(new IllegalStateException("sold out"));
    run.end(() -> "sorry", "sorry", null);

    assertThat(spans.only().error().type()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void end_afterARetry_succeeds() {
    ToolRun run = start(Context.root());
    run.recordException(new IllegalStateException("sold out"));
    run.succeeded();
    run.end(() -> "90", null, null);

    assertThat(spans.only().status()).isEqualTo(SpanStatus.OK);
  }

  @Test
  void end_refusalOfTheServer_isBelievedBeforeAll() {
    ToolRun run = start(Context.root());
    run.recordException(new IllegalStateException("sold out"));
    run.answered(SpanError.of("tool_error", "no such fare"));
    run.end(() -> "sorry", null, null);

    assertThat(spans.only().error().type()).isEqualTo("tool_error");
  }

  @Test
  void current_isTheRunThatTheCurrentSpanStandsFor() {
    ToolRun run = start(Context.root());
    try (Scope ignored = run.in(Context.root()).makeCurrent()) {
      assertThat(ToolRun.current()).isSameAs(run);
      Span inner = spans.tracer().start(SpanType.CUSTOM, "x", () -> new CustomData("x", Map.of()));
      try (Scope deeper = Context.current().with(inner).makeCurrent()) {
        assertThat(ToolRun.current()).isNull();
      }
    }
    assertThat(ToolRun.current()).isNull();
  }

  @Test
  void isFor_sameRequestOrSameIdAndName() {
    ToolRun run = start(Context.root());

    assertThat(run.matches(request, null, null)).isTrue();
    assertThat(run.matches(new Object(), "call_1", "fare")).isTrue();
    assertThat(run.matches(new Object(), "call_1", "seat")).isFalse();
    assertThat(run.matches(new Object(), null, "fare")).isFalse();
  }

  @Test
  void claim_succeedsOnce() {
    ToolRun run = start(Context.root());

    assertThat(run.claim()).isTrue();
    assertThat(run.claim()).isFalse();
  }

  @Test
  void start_outsideAnyTrace_continuesBesideTheCallThatAsked() {
    Span asking =
        spans.tracer().start(SpanType.CUSTOM, "chat", () -> new CustomData("chat", Map.of()));

    ToolRun run = start(TraceContinuation.beside(asking, Context.root()));

    assertThat(run.span().traceId()).isEqualTo(asking.traceId());
  }
}
