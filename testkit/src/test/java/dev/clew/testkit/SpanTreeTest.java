// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.HandoffData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private final SpanRecorder spans = new SpanRecorder();

  @Test
  void spans_standUnderTheirParentsInStartOrder() {
    Span desk = custom(Context.root(), "desk");
    Span refunds = custom(Context.root().with(desk), "refunds");
    Span flights = custom(Context.root().with(desk), "flights");
    Span lookup = custom(Context.root().with(refunds), "lookup");
    flights.end();
    lookup.end();
    refunds.end();
    desk.end();

    assertThat(SpanTree.of(spans.spans()))
        .hasToString(
            """
            custom desk
              custom refunds
                custom lookup
              custom flights
            """);
  }

  @Test
  void outcome_isShownUnlessItIsWell() {
    Span desk = custom(Context.root(), "desk");
    custom(Context.root().with(desk), "failing").fail(new IllegalStateException("why"));
    custom(Context.root().with(desk), "closed early").cancel();
    desk.end();

    assertThat(SpanTree.of(spans.spans()))
        .hasToString(
            """
            custom desk
              custom failing [error java.lang.IllegalStateException]
              custom closed early [cancelled]
            """);
  }

  @Test
  void type_isTheOneThatTheDataSays() {
    Span span =
        spans
            .tracer()
            .start(SpanType.FUNCTION, "transfer", () -> new HandoffData("a", "b", "model"));
    span.end();

    assertThat(SpanTree.of(spans.spans())).hasToString("handoff transfer\n");
  }

  @Test
  void traces_standOneAfterTheOther() {
    Span first = custom(Context.root(), "first");
    Span second = custom(Context.root(), "second");
    second.end();
    first.end();

    assertThat(SpanTree.of(spans.spans())).hasToString("custom first\ncustom second\n");
  }

  @Test
  void spanWhoseParentIsMissing_isMarked() {
    Span desk = custom(Context.root(), "desk");
    custom(Context.root().with(desk), "orphan").end();

    assertThat(SpanTree.of(spans.spans())).hasToString("custom orphan [parent missing]\n");
  }

  @Test
  void noSpans_areNoText() {
    assertThat(SpanTree.of(List.of())).hasToString("");
  }

  @Test
  void traceFile_givesTheSameText() {
    List<String> lines =
        List.of(
            span("b", "\"a\"", "function", "lookup", "error", 3, "java.io.IOException"),
            span("c", "\"a\"", "generation", "chat gpt-4o-mini", "ok", 2, null),
            span("a", "null", "agent", "triage", "ok", 1, null),
            "{\"object\":\"trace\",\"id\":\"t\"}");

    assertThat(TraceFile.tree(lines))
        .hasToString(
            """
            agent triage
              generation chat gpt-4o-mini
              function lookup [error java.io.IOException]
            """);
  }

  @Test
  void tornLine_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceFile.tree(List.of("{\"object\":\"tra")))
        .withMessage("no JSON: {\"object\":\"tra");
  }

  @Test
  void clearedRecorder_startsAnew() {
    custom(Context.root(), "before").end();

    spans.clear();
    custom(Context.root(), "after").end();

    assertThat(spans.spans()).extracting(FinishedSpan::name).containsExactly("after");
    assertThat(spans.traces()).hasSize(1);
  }

  private Span custom(Context parent, String name) {
    return spans
        .tracer()
        .start(parent, SpanType.CUSTOM, name, () -> new CustomData(name, Map.of()));
  }

  private static String span(
      String id,
      String parent,
      String type,
      String name,
      String status,
      int start,
      String errorType) {
    String error =
        errorType == null
            ? "null"
            : "{\"message\":\"m\",\"data\":{\"type\":\"" + errorType + "\"}}";
    return """
    {"object":"trace.span","id":"%s","trace_id":"t","parent_id":%s,"span_data":{"type":"%s"},\
    "error":%s,"clew":{"v":1,"name":"%s","status":"%s","start_unix_nano":"%d"}}\
    """
        .formatted(id, parent, type, error, name, status, start);
  }
}
