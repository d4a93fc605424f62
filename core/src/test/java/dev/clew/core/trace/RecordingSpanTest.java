// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanEvent;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordingSpanTest {
  private static final Payload PAYLOAD = payload("own");

  private final CollectingSink sink = new CollectingSink();
  private final RecordingTracer tracer =
      new RecordingTracer(sink, new CapturedLog().log, InstantSource.system(), 1000);
  private final Span span = tracer.start(Context.root(), SpanType.FUNCTION, "tool", PAYLOAD);

  @Test
  void endedSpan_isHandedOverWithEverything() {
    Payload inner = payload("inner");
    span.setAttribute("retries", 2L);
    span.addEvent("retry", "429");
    span.recordFirstChunk();
    span.enrich(inner);
    span.setGroupId("session 1");

    assertThat(span.end()).isTrue();

    FinishedSpan ended = sink.span("tool");
    assertThat(ended.traceId()).isEqualTo(span.traceId());
    assertThat(ended.spanId()).isEqualTo(span.spanId());
    assertThat(ended.type()).isEqualTo(SpanType.FUNCTION);
    assertThat(ended.status()).isEqualTo(SpanStatus.OK);
    assertThat(ended.error()).isNull();
    assertThat(ended.attributes()).isEqualTo(Map.of("retries", 2L));
    assertThat(ended.events()).extracting(SpanEvent::name).containsExactly("retry");
    assertThat(ended.events()).extracting(SpanEvent::detail).containsExactly("429");
    assertThat(ended.events().get(0).epochNanos())
        .isBetween(ended.startEpochNanos(), ended.endEpochNanos());
    assertThat(ended.firstChunkEpochNanos())
        .isBetween(ended.startEpochNanos(), ended.endEpochNanos());
    assertThat(ended.payload()).isSameAs(PAYLOAD);
    assertThat(ended.enrichments()).containsExactly(inner);
    assertThat(ended.groupId()).isEqualTo("session 1");
  }

  @Test
  void releasedContent_isGone_andNothingElse() {
    span.setAttribute("retries", 2L);
    span.enrich(payload("inner"));
    span.end();
    FinishedSpan ended = sink.span("tool");

    assertThat(ended.releaseContent()).isTrue();

    assertThat(ended.payload()).isNotSameAs(PAYLOAD);
    assertThat(ended.enrichments()).isEmpty();
    assertThat(ended.attributes()).isEqualTo(Map.of("retries", 2L));
    assertThat(ended.traceRecord()).isNotNull();
  }

  @Test
  void spanOfAPlainCall_saysThatItIsSmall_andOneThatFailedThatItIsNot() {
    span.setAttribute("http.status", 200L);
    span.end();
    Span failed = tracer.start(Context.root(), SpanType.FUNCTION, "failed", PAYLOAD);
    failed.fail(SpanError.of(new IllegalStateException("x")));

    assertThat(sink.span("tool").retainedBytes()).isLessThanOrEqualTo(512);
    assertThat(sink.span("failed").retainedBytes()).isGreaterThan(2_000);
  }

  @Test
  void spanWithNothingAdded_hasNothing() {
    span.end();

    FinishedSpan ended = sink.span("tool");
    assertThat(ended.attributes()).isEmpty();
    assertThat(ended.events()).isEmpty();
    assertThat(ended.enrichments()).isEmpty();
    assertThat(ended.firstChunkEpochNanos()).isNull();
    assertThat(ended.groupId()).isNull();
  }

  @Test
  void failedSpan_keepsItsError() {
    SpanError error = SpanError.of("tool_error", "no such booking");

    assertThat(span.fail(error)).isTrue();

    assertThat(sink.span("tool").status()).isEqualTo(SpanStatus.ERROR);
    assertThat(sink.span("tool").error()).isSameAs(error);
  }

  @Test
  void firstEnd_isTheOneThatCounts() {
    assertThat(span.cancel()).isTrue();
    long end = sink.span("tool").endEpochNanos();

    assertThat(span.end()).isFalse();
    assertThat(span.fail(new IllegalStateException())).isFalse();
    assertThat(span.cancel()).isFalse();

    assertThat(sink.spans).hasSize(1);
    assertThat(sink.span("tool").status()).isEqualTo(SpanStatus.CANCELLED);
    assertThat(sink.span("tool").error()).isNull();
    assertThat(sink.span("tool").endEpochNanos()).isEqualTo(end);
  }

  @Test
  void endedFromManyThreads_isEndedOnce() throws Exception {
    int rounds = 300;
    for (int round = 0; round < rounds; round++) {
      Span raced = tracer.start(Context.root(), SpanType.AGENT, "raced", PAYLOAD);

      int winners =
          Race.count(
              raced::end,
              () -> raced.fail(new IllegalStateException()),
              raced::cancel,
              raced::end,
              () -> raced.fail(SpanError.of("type", null)),
              raced::cancel);

      assertThat(winners).isOne();
    }
    assertThat(sink.spans).hasSize(rounds);
    assertThat(sink.traces).hasSize(rounds);
    assertThat(sink.spans)
        .allSatisfy(
            ended ->
                assertThat(ended.error() != null).isEqualTo(ended.status() == SpanStatus.ERROR));
  }

  @Test
  void attributes_areBounded() {
    IntStream.range(0, 100).forEach(i -> span.setAttribute("key" + i, (long) i));
    span.end();

    assertThat(sink.span("tool").attributes())
        .hasSize(65)
        .containsEntry("key63", 63L)
        .containsEntry("clew.dropped.attributes", 36L);
  }

  @Test
  void attribute_setAgain_hasItsLastValue() {
    span.setAttribute("key", "old");
    span.setAttribute("key", "new");
    span.end();

    assertThat(sink.span("tool").attributes()).isEqualTo(Map.of("key", "new"));
  }

  @Test
  void attributeWithoutValue_isIgnored() {
    span.setAttribute("key", null);
    span.setAttribute(null, "value");
    span.end();

    assertThat(sink.span("tool").attributes()).isEmpty();
  }

  @Test
  void events_areBounded() {
    IntStream.range(0, 100).forEach(i -> span.addEvent("event" + i, null));
    span.end();

    assertThat(sink.span("tool").events())
        .extracting(SpanEvent::name)
        .containsExactlyElementsOf(IntStream.range(0, 32).mapToObj(i -> "event" + i).toList());
  }

  @Test
  void enrichments_comeWithTheNewestFirst() {
    span.enrich(payload("first attempt"));
    span.enrich(payload("second attempt"));
    span.end();

    assertThat(sink.span("tool").enrichments())
        .extracting(Payload::render)
        .containsExactly(data("second attempt"), data("first attempt"));
  }

  @Test
  void enrichments_areBoundedAndTheNewestIsKept() {
    IntStream.range(0, 99).forEach(i -> span.enrich(payload("inner" + i)));
    Payload newest = payload("newest");
    span.enrich(newest);
    span.end();

    assertThat(sink.span("tool").enrichments()).hasSize(16).first().isSameAs(newest);
  }

  @Test
  void span_isRecordingUntilItEnds() {
    assertThat(span.isRecording()).isTrue();

    span.end();

    assertThat(span.isRecording()).isFalse();
  }

  @Test
  void additionsFromManyThreads_areBoundedToo() throws Exception {
    BoundedList<Integer> additions = new BoundedList<>(64);
    Race.Racer adder = () -> IntStream.range(0, 100).filter(additions::add).count() > 0;

    Race.count(adder, adder, adder, adder);

    assertThat(additions.toList()).hasSize(64);
  }

  @Test
  void additionsAfterTheEnd_areIgnored() {
    span.end();
    FinishedSpan ended = sink.span("tool");

    span.setAttribute("key", "value");
    span.addEvent("event", null);
    span.enrich(PAYLOAD);
    span.recordFirstChunk();

    assertThat(ended.attributes()).isEmpty();
    assertThat(ended.events()).isEmpty();
    assertThat(ended.enrichments()).isEmpty();
    assertThat(ended.firstChunkEpochNanos()).isNull();
  }

  @Test
  void firstChunk_isTheFirst() {
    RecordingSpan recording = (RecordingSpan) span;
    span.recordFirstChunk();
    Long first = recording.firstChunkEpochNanos();

    while (recording.trace().nowEpochNanos() <= first) {
      Thread.onSpinWait();
    }
    span.recordFirstChunk();

    assertThat(recording.firstChunkEpochNanos()).isEqualTo(first);
  }

  @Test
  void groupOfTheTrace_isTheFirstOneGiven() {
    Span child = tracer.start(Context.root().with(span), SpanType.GENERATION, "chat", PAYLOAD);
    child.setGroupId("session 1");
    span.setGroupId("session 2");
    child.end();
    span.end();

    assertThat(sink.spans).extracting(FinishedSpan::groupId).containsOnly("session 1");
  }

  @Test
  void groupGivenAfterASpanEnded_isThatSpansTooAsLongAsItWaits() {
    Span child = tracer.start(Context.root().with(span), SpanType.GENERATION, "chat", PAYLOAD);
    child.end();

    span.setGroupId("session 1");

    assertThat(sink.span("chat").groupId()).isEqualTo("session 1");
  }

  private static Payload payload(String name) {
    return () -> data(name);
  }

  private static CustomData data(String name) {
    return new CustomData(name, Map.of());
  }
}
