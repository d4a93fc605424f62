// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanSink;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.core.trace.SpanExclusion.Extent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spans named {@code hidden…} are left out, and {@code warmup…} with everything within. */
class SpanExclusionTest {
  private static final Payload PAYLOAD = () -> new CustomData("data", Map.of());
  private static final RemoteParent CALLER =
      new RemoteParent("00000000000000010af7651916cd43dd", "b7ad6b7169203331", true, "", "");

  private final CollectingSink sink = new CollectingSink();
  private final List<String> excluded = new ArrayList<>();
  private final CapturedLog said = new CapturedLog();
  private final RecordingTracer tracer =
      new RecordingTracer(
          new SpanSink() {
            @Override
            public void onSpanEnd(FinishedSpan span) {
              sink.onSpanEnd(span);
            }

            @Override
            public void onSpanExcluded(FinishedSpan span) {
              excluded.add(span.name());
            }
          },
          said.log,
          InstantSource.system(),
          3);

  SpanExclusionTest() {
    tracer.exclude(
        (type, name, payload) ->
            name.startsWith("hidden")
                ? Extent.SPAN
                : name.startsWith("warmup") ? Extent.SUBTREE : Extent.NOTHING);
  }

  @Test
  void childrenOfAnExcludedSpan_moveUp() {
    Span root = start(Context.root(), "root");
    Span hidden = start(Context.root().with(root), "hidden");
    Span deeper = start(Context.root().with(hidden), "hidden deeper");
    Span leaf = start(Context.root().with(deeper), "leaf");
    end(leaf, deeper, hidden, root);

    assertThat(names()).containsExactly("leaf", "root");
    assertThat(sink.span("leaf").parentId()).isEqualTo(root.spanId());
    assertThat(excluded).containsExactly("hidden deeper", "hidden");
    assertThat(sink.traces).singleElement().extracting(TraceRecord::spans).isEqualTo(2);
  }

  @Test
  void childrenOfAReference_moveUp() {
    Span root = start(Context.root(), "root");
    Span hidden = start(Context.root().with(root), "hidden");
    Span leaf = start(Context.root().with(hidden.reference()), "leaf");
    end(leaf, hidden, root);

    assertThat(sink.span("leaf").parentId()).isEqualTo(root.spanId());
  }

  @Test
  void excludedSpan_isKnownByTheIdOfItsParent() {
    Span root = start(Context.root(), "root");
    Span hidden = start(Context.root().with(root), "hidden");

    assertThat(hidden.spanId()).isEqualTo(root.spanId());
    assertThat(hidden.isRecording()).isTrue();
  }

  @Test
  void childrenOfAnExcludedRoot_areRoots_andNameTheTrace() {
    Span hidden = start(Context.root(), "hidden");
    Span first = start(Context.root().with(hidden), "first");
    Span leaf = start(Context.root().with(first), "leaf");
    end(leaf, first);
    Span second = start(Context.root().with(hidden), "second");
    second.fail(new IllegalStateException());
    hidden.fail(new IllegalStateException());

    assertThat(sink.span("first").parentId()).isNull();
    assertThat(sink.span("second").parentId()).isNull();
    assertThat(sink.spans).extracting(FinishedSpan::traceId).containsOnly(hidden.traceId());
    assertThat(sink.traces).extracting(TraceRecord::name).containsExactly("first", "first");
    assertThat(sink.traces)
        .extracting(TraceRecord::status)
        .containsExactly(SpanStatus.OK, SpanStatus.ERROR);
    assertThat(sink.traces.get(0).startEpochNanos())
        .isLessThanOrEqualTo(sink.span("first").startEpochNanos());
  }

  @Test
  void failureOfAnExcludedRoot_isNotThatOfTheTrace() {
    Span hidden = start(Context.root(), "hidden");
    Span first = start(Context.root().with(hidden), "first");
    hidden.fail(new IllegalStateException());
    first.end();

    assertThat(sink.traces).extracting(TraceRecord::status).containsExactly(SpanStatus.OK);
  }

  @Test
  void excludedRootUnderAnotherService_leavesItsChildrenThere() {
    Context served = Context.root().with(RemoteParent.KEY, CALLER);
    Span hidden = start(served, "hidden");
    Span leaf = start(served.with(hidden), "leaf");
    end(leaf, hidden);

    assertThat(sink.span("leaf").parentId()).isEqualTo(CALLER.spanId());
    assertThat(sink.span("leaf").traceId()).isEqualTo(CALLER.traceId());
    assertThat(sink.span("leaf").attributes()).containsEntry("clew.parent.remote", true);
    assertThat(sink.traces).extracting(TraceRecord::name).containsExactly("leaf");
  }

  @Test
  void subtree_goesWhole_andTheRestStays() {
    Span root = start(Context.root(), "root");
    Span warmup = start(Context.root().with(root), "warmup");
    Span model = start(Context.root().with(warmup), "model");
    Span tool = tracer.startBeside(model.reference(), SpanType.FUNCTION, "tool", PAYLOAD);
    Span inTool = start(Context.root().with(tool), "in tool");
    end(inTool, tool, model, warmup);
    Span beside = tracer.startBeside(warmup, SpanType.FUNCTION, "beside", PAYLOAD);
    end(beside, root);

    assertThat(names()).containsExactly("beside", "root");
    assertThat(sink.span("beside").parentId()).isEqualTo(root.spanId());
    assertThat(excluded).containsExactly("in tool", "tool", "model", "warmup");
  }

  @Test
  void excludedTrace_leavesNoRecord() {
    Span warmup = start(Context.root(), "warmup");
    Span model = start(Context.root().with(warmup), "model");
    end(model, warmup);

    assertThat(sink.order).isEmpty();
    assertThat(excluded).hasSize(2);
  }

  @Test
  void excludedSpans_doNotFillTheTrace() {
    Span root = start(Context.root(), "root");
    for (int i = 0; i < 10; i++) {
      start(Context.root().with(root), "hidden " + i).end();
    }
    start(Context.root().with(root), "leaf").end();
    root.end();

    assertThat(names()).containsExactly("leaf", "root");
    assertThat(sink.traces).extracting(TraceRecord::droppedSpans).containsExactly(0);
  }

  @Test
  void openExcludedSpans_areNotShown() {
    List<String> first = new ArrayList<>();
    tracer.onFirstSpan(span -> first.add(span.name()));
    Span hidden = start(Context.root(), "hidden");
    Span leaf = start(Context.root().with(hidden), "leaf"); // open spans are held weakly

    assertThat(tracer.openSpans(10)).extracting(FinishedSpan::name).containsExactly("leaf");
    assertThat(first).containsExactly("leaf");
    assertThat(leaf.end()).isTrue();
  }

  @Test
  void exclusionThatFails_excludesNothing() {
    tracer.exclude(
        (type, name, payload) -> {
          throw new IllegalStateException("broken");
        });
    start(Context.root(), "hidden").end();

    assertThat(names()).containsExactly("hidden");
    assertThat(said.lines()).singleElement().asString().contains("clew.exclude", "broken");
  }

  private List<String> names() {
    return sink.spans.stream().map(FinishedSpan::name).toList();
  }

  private static void end(Span... spans) {
    for (Span span : spans) {
      span.end();
    }
  }

  private Span start(Context parent, String name) {
    return tracer.start(parent, SpanType.CUSTOM, name, PAYLOAD);
  }
}
