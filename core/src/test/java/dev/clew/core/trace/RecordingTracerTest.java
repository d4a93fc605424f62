// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanSink;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.RemoteParent;
import dev.clew.api.trace.Scope;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordingTracerTest {
  private static final Payload PAYLOAD = () -> new CustomData("data", Map.of());
  private static final RemoteParent CALLER =
      new RemoteParent(
          "00000000000000010af7651916cd43dd", "b7ad6b7169203331", true, "a=1", "user=7");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000000001Z");

  private final CollectingSink sink = new CollectingSink();
  private final CapturedLog said = new CapturedLog();
  private final RecordingTracer tracer = tracer(100);

  @Test
  void ids_areInW3cForm() {
    Span span = start(Context.root(), "root");

    assertThat(span.traceId()).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
    assertThat(span.spanId()).matches("[0-9a-f]{16}").isNotEqualTo("0".repeat(16));
    assertThat(span.spanId()).isEqualTo(span.spanId());
  }

  @Test
  void ids_areDifferentForEachSpan() {
    Set<String> traceIds = new HashSet<>();
    Set<String> spanIds = new HashSet<>();

    for (int i = 0; i < 1000; i++) {
      Span span = start(Context.root(), "root");
      traceIds.add(span.traceId());
      spanIds.add(span.spanId());
    }

    assertThat(traceIds).hasSize(1000);
    assertThat(spanIds).hasSize(1000);
  }

  @Test
  void hexId_keepsLeadingZeros() {
    assertThat(HexId.of(0x00ab_cdefL)).isEqualTo("0000000000abcdef");
    assertThat(HexId.of(-1)).isEqualTo("ffffffffffffffff");
  }

  @Test
  void spansBelowOneAnother_areOneTrace() {
    Span agent = start(Context.root(), "agent");
    Span tool = start(Context.root().with(agent), "tool");
    Span model = start(Context.root().with(tool), "model");
    model.end();
    tool.end();
    agent.end();

    assertThat(sink.spans).extracting(FinishedSpan::traceId).containsOnly(agent.traceId());
    assertThat(sink.span("agent").parentId()).isNull();
    assertThat(sink.span("tool").parentId()).isEqualTo(agent.spanId());
    assertThat(sink.span("model").parentId()).isEqualTo(tool.spanId());
  }

  @Test
  void startBeside_spanThatHasEnded_isInItsTraceUnderTheSameParent() {
    Span agent = start(Context.root(), "agent");
    Span first = start(Context.root().with(agent), "first");
    first.end();

    tracer.startBeside(first, SpanType.GENERATION, "second", PAYLOAD).end();

    assertThat(sink.span("second").traceId()).isEqualTo(agent.traceId());
    assertThat(sink.span("second").parentId()).isEqualTo(agent.spanId());
  }

  @Test
  void startBeside_root_tellsOfTheTraceAgain() {
    Span first = start(Context.root(), "first");
    Span tool = tracer.startBeside(first, SpanType.FUNCTION, "tool", PAYLOAD);
    first.end();
    tool.end();
    Span second = tracer.startBeside(tool.reference(), SpanType.GENERATION, "second", PAYLOAD);
    second.fail(new IllegalStateException());
    tracer.startBeside(second, SpanType.GENERATION, "third", PAYLOAD).end();

    assertThat(sink.span("second").parentId()).isNull();
    assertThat(sink.traces).extracting(TraceRecord::name).containsOnly("first");
    assertThat(sink.traces).extracting(TraceRecord::traceId).containsOnly(first.traceId());
    assertThat(sink.traces).extracting(TraceRecord::spans).containsExactly(2, 2, 3, 4);
    assertThat(sink.traces)
        .extracting(TraceRecord::status)
        .containsExactly(SpanStatus.OK, SpanStatus.OK, SpanStatus.ERROR, SpanStatus.ERROR);
    assertThat(sink.traces)
        .extracting(TraceRecord::startEpochNanos)
        .containsOnly(sink.span("first").startEpochNanos());
  }

  @Test
  void traceUnderAParentThatArrived_hasItsIdAndTellsOfItself() {
    Context request = Context.root().with(RemoteParent.KEY, CALLER);

    Span agent = start(request, "agent");
    start(request.with(agent), "chat").end();
    agent.end();

    assertThat(sink.span("chat").parentId()).isEqualTo(agent.spanId());
    assertThat(sink.span("chat").attributes()).isEmpty();
    assertThat(sink.span("agent").parentId()).isEqualTo(CALLER.spanId());
    assertThat(sink.span("agent").attributes()).containsEntry("clew.parent.remote", true);
    assertThat(sink.spans).extracting(FinishedSpan::traceId).containsOnly(CALLER.traceId());
    assertThat(agent.remoteParent()).isEqualTo(CALLER);
    assertThat(sink.traces).extracting(TraceRecord::name).containsExactly("agent");
    assertThat(sink.traces).extracting(TraceRecord::spans).containsExactly(2);
  }

  @Test
  void secondTraceUnderTheSameCaller_isTheSameAndCountedOn() {
    Context request = Context.root().with(RemoteParent.KEY, CALLER);
    start(request, "first").end();

    start(request, "second").end();

    assertThat(sink.traces).extracting(TraceRecord::name).containsOnly("first");
    assertThat(sink.traces).extracting(TraceRecord::spans).containsExactly(1, 2);
  }

  @Test
  void spanBesideOneUnderAParentThatArrived_isUnderItToo() {
    Span first = start(Context.root().with(RemoteParent.KEY, CALLER), "first");

    tracer.startBeside(first.reference(), SpanType.GENERATION, "second", PAYLOAD).end();

    assertThat(sink.span("second").parentId()).isEqualTo(CALLER.spanId());
    assertThat(sink.traces).hasSize(1);
  }

  @Test
  void otherTracerOnTheThread_isNearerThanTheCaller() {
    RemoteParent server = new RemoteParent(CALLER.traceId(), "00000000000000aa", true, "s=2", "");
    RecordingTracer joining =
        new RecordingTracer(sink, said.log, InstantSource.fixed(NOON), 9, () -> server);

    Span span =
        joining.start(
            Context.root().with(RemoteParent.KEY, CALLER), SpanType.AGENT, "agent", PAYLOAD);

    assertThat(span.remoteParent())
        .isEqualTo(new RemoteParent(CALLER.traceId(), "00000000000000aa", true, "s=2", "user=7"));
  }

  @Test
  void toolThatBeginsATrace_tellsOfIt() {
    tracer.start(Context.root(), SpanType.FUNCTION, "tool", PAYLOAD).end();

    assertThat(sink.traces).extracting(TraceRecord::name).containsExactly("tool");
  }

  @Test
  void spanWithoutParentGiven_belongsUnderTheCurrentOne() {
    Span agent = start(Context.root(), "agent");
    try (Scope scope = Context.root().with(agent).makeCurrent()) {
      tracer.start(SpanType.FUNCTION, "tool", PAYLOAD).end();
    }

    assertThat(sink.span("tool").parentId()).isEqualTo(agent.spanId());
  }

  @Test
  void span_isNotMadeCurrent() {
    start(Context.root(), "agent");

    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void childOfAnEndedSpan_staysInItsTrace() {
    Span agent = start(Context.root(), "agent");
    agent.end();

    start(Context.root().with(agent), "late").end();

    assertThat(sink.span("late").parentId()).isEqualTo(agent.spanId());
    assertThat(sink.span("late").traceId()).isEqualTo(agent.traceId());
  }

  @Test
  void endOfTheRoot_endsTheTraceAfterItsSpan() {
    Span agent = start(Context.root(), "agent");
    start(Context.root().with(agent), "tool").end();
    agent.setGroupId("session 1");
    agent.cancel();

    assertThat(sink.order).containsExactly("span tool", "span agent", "trace agent");
    FinishedSpan root = sink.span("agent");
    assertThat(sink.traces)
        .containsExactly(
            new TraceRecord(
                agent.traceId(),
                "agent",
                "session 1",
                root.startEpochNanos(),
                root.endEpochNanos(),
                SpanStatus.CANCELLED,
                2,
                0,
                Map.of()));
  }

  @Test
  void start_isTheTimeOfTheClock() {
    start(Context.root(), "agent").end();

    long noon = NOON.getEpochSecond() * 1_000_000_000L + 1;
    assertThat(sink.span("agent").startEpochNanos()).isBetween(noon, noon + 60_000_000_000L);
  }

  @Test
  void times_doNotRunBackwardsWhenTheClockDoes() {
    Instant[] now = {NOON};
    InstantSource setBack = () -> now[0] = now[0].minusSeconds(3600);
    RecordingTracer onThatClock = new RecordingTracer(sink, said.log, setBack, 100);

    Span agent = onThatClock.start(Context.root(), SpanType.AGENT, "agent", PAYLOAD);
    Span tool = onThatClock.start(Context.root().with(agent), SpanType.AGENT, "tool", PAYLOAD);
    tool.end();
    agent.end();

    FinishedSpan inner = sink.span("tool");
    FinishedSpan outer = sink.span("agent");
    assertThat(inner.startEpochNanos()).isGreaterThanOrEqualTo(outer.startEpochNanos());
    assertThat(inner.endEpochNanos()).isGreaterThanOrEqualTo(inner.startEpochNanos());
    assertThat(outer.endEpochNanos()).isGreaterThanOrEqualTo(inner.endEpochNanos());
  }

  @Test
  void spansBeyondTheLimit_areCountedInsteadOfKept() {
    RecordingTracer small = tracer(3);
    Span agent = small.start(Context.root(), SpanType.AGENT, "agent", PAYLOAD);
    for (int i = 0; i < 5; i++) {
      small.start(Context.root().with(agent), SpanType.FUNCTION, "tool " + i, PAYLOAD).end();
    }
    agent.end();

    assertThat(sink.order)
        .containsExactly("span tool 0", "span tool 1", "span agent", "trace agent");
    assertThat(sink.traces)
        .singleElement()
        .returns(3, TraceRecord::spans)
        .returns(3, TraceRecord::droppedSpans);
  }

  @Test
  void droppedSpan_stillTellsWhatItIs() {
    RecordingTracer small = tracer(1);
    Span agent = small.start(Context.root(), SpanType.AGENT, "agent", PAYLOAD);

    Span dropped = small.start(Context.root().with(agent), SpanType.FUNCTION, "tool", PAYLOAD);

    assertThat(dropped.isRecording()).isFalse();
    assertThat(dropped.traceId()).isEqualTo(agent.traceId());
    assertThat(dropped.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(agent.spanId());
    assertThat(dropped.type()).isEqualTo(SpanType.FUNCTION);
    assertThat(dropped.name()).isEqualTo("tool");
  }

  @Test
  void childOfADroppedSpan_isDroppedAndCounted() {
    RecordingTracer small = tracer(1);
    Span agent = small.start(Context.root(), SpanType.AGENT, "agent", PAYLOAD);
    Span dropped = small.start(Context.root().with(agent), SpanType.FUNCTION, "tool", PAYLOAD);

    Span child = small.start(Context.root().with(dropped), SpanType.GENERATION, "chat", PAYLOAD);
    child.setGroupId("session 1");
    child.end();
    dropped.fail(new IllegalStateException());
    agent.end();

    assertThat(child.isRecording()).isFalse();
    assertThat(child.traceId()).isEqualTo(agent.traceId());
    assertThat(sink.order).containsExactly("span agent", "trace agent");
    assertThat(sink.traces)
        .singleElement()
        .returns(2, TraceRecord::droppedSpans)
        .returns("session 1", TraceRecord::groupId);
  }

  @Test
  void fullTrace_doesNotKeepTheNextOneFromStarting() {
    RecordingTracer small = tracer(1);
    small.start(Context.root(), SpanType.AGENT, "first", PAYLOAD).end();

    assertThat(small.start(Context.root(), SpanType.AGENT, "second", PAYLOAD).isRecording())
        .isTrue();
  }

  @Test
  void sinkThatThrows_isReportedOnceAndDoesNoHarm() {
    SpanSink broken =
        span -> {
          throw new LinkageError("broken sink");
        };
    RecordingTracer onBroken =
        new RecordingTracer(broken, said.log, InstantSource.fixed(NOON), 100);

    boolean first = onBroken.start(Context.root(), SpanType.AGENT, "first", PAYLOAD).end();
    boolean second = onBroken.start(Context.root(), SpanType.AGENT, "second", PAYLOAD).end();

    assertThat(first).isTrue();
    assertThat(second).isTrue();
    assertThat(said.lines())
        .singleElement()
        .asString()
        .startsWith(
            "[clew] warning: a span was lost because the sink failed: java.lang.LinkageError:"
                + " broken sink");
  }

  @Test
  void limitBelowOne_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tracer(0))
        .withMessage("maxSpansPerTrace < 1: 0");
  }

  private RecordingTracer tracer(int maxSpans) {
    return new RecordingTracer(sink, said.log, InstantSource.fixed(NOON), maxSpans);
  }

  private Span start(Context parent, String name) {
    return tracer.start(parent, SpanType.AGENT, name, PAYLOAD);
  }
}
