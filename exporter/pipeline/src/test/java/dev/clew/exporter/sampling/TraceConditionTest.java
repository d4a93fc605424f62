// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TraceConditionTest {
  /** Kept at a ratio of one half, since its lower half is small, and one that is not. */
  private static final String LUCKY = "4bf92f3577b34da60000000000000001";

  private static final String UNLUCKY = "4bf92f3577b34da67fffffffffffffff";

  private final AtomicLong nanoTime = new AtomicLong();
  private final Map<String, Boolean> open = new HashMap<>();
  private final List<RenderedRecord> kept = new ArrayList<>();
  private int number;

  @Test
  void trace_isHeldUntilASpanMatches_thenKeptWhole() {
    Sampler sampler = sampler(SamplingSettings.head(1));

    sampler.accept(span(LUCKY), kept::add);
    sampler.accept(span(LUCKY), kept::add);
    assertThat(kept).isEmpty();
    assertThat(sampler.hasKept(LUCKY)).isFalse();
    sampler.accept(span(LUCKY).asWanted(), kept::add);
    sampler.accept(span(LUCKY), kept::add);
    sampler.accept(trace(LUCKY), kept::add);

    assertThat(kept).hasSize(5);
    assertThat(sampler.hasKept(LUCKY)).isTrue();
    assertThat(sampler.metrics()).isEqualTo(SamplingMetrics.NONE);
  }

  @Test
  void traceWithoutMatch_isDroppedOnceItIsOver_andCounted() {
    Sampler sampler = sampler(SamplingSettings.head(1));

    sampler.accept(span(LUCKY), kept::add);
    sampler.accept(trace(LUCKY), kept::add);
    sampler.tick(kept::add);
    assertThat(sampler.metrics().spansWaiting()).isEqualTo(1);
    sampler.tick(kept::add);
    sampler.accept(span(LUCKY).asWanted(), kept::add);

    assertThat(kept).isEmpty();
    assertThat(sampler.metrics()).isEqualTo(new SamplingMetrics(2, 1, 0, 0, 0, 2));
  }

  @Test
  void match_afterAFirstRoot_keepsTheTrace() {
    Sampler sampler = sampler(SamplingSettings.head(1));
    open.put(LUCKY, false); // a tool that the model has requested

    sampler.accept(span(LUCKY), kept::add);
    sampler.accept(trace(LUCKY), kept::add);
    sampler.tick(kept::add);
    sampler.tick(kept::add);
    sampler.tick(kept::add);
    sampler.accept(span(LUCKY).asWanted(), kept::add);

    assertThat(kept).hasSize(3);
  }

  @Test
  void longRun_waitsAsLongAsItIsOpen() {
    Sampler sampler = sampler(SamplingSettings.head(1));
    open.put(LUCKY, false);
    sampler.accept(span(LUCKY), kept::add);

    nanoTime.set(Duration.ofMinutes(10).toNanos());
    sampler.tick(kept::add);
    assertThat(sampler.metrics().spansWaiting()).isEqualTo(1);
    open.clear();
    nanoTime.addAndGet(Duration.ofSeconds(5).toNanos());
    sampler.tick(kept::add);

    assertThat(kept).isEmpty();
    assertThat(sampler.metrics()).isEqualTo(new SamplingMetrics(1, 0, 0, 1, 0, 1));
  }

  @Test
  void longRun_ofAnAgentThatMatches_isKeptBeforeItEnds() {
    Sampler sampler = sampler(SamplingSettings.head(1));
    open.put(LUCKY, true);
    sampler.accept(span(LUCKY), kept::add);

    nanoTime.set(Duration.ofMinutes(2).toNanos());
    sampler.tick(kept::add);

    assertThat(kept).hasSize(1);
  }

  @Test
  void fullBuffer_givesUpWhatWaits_butKeepsWhatMatchesLater() {
    Sampler sampler = sampler(small());
    open.put(LUCKY, false);
    for (int n = 0; n < 3; n++) {
      sampler.accept(span(LUCKY), kept::add);
    }
    sampler.accept(span(LUCKY).asWanted(), kept::add);

    assertThat(kept).hasSize(1);
    assertThat(sampler.metrics()).isEqualTo(new SamplingMetrics(3, 0, 0, 1, 0, 3));
  }

  @Test
  void fullBuffer_keepsTheTraceOfAnOpenMatch() {
    Sampler sampler = sampler(small());
    open.put(LUCKY, true);
    for (int n = 0; n < 3; n++) {
      sampler.accept(span(LUCKY), kept::add);
    }

    assertThat(kept).hasSize(3);
  }

  @Test
  void ratio_appliesToWantedTraces() {
    Sampler sampler = sampler(SamplingSettings.head(0.5));

    sampler.accept(span(LUCKY).asWanted(), kept::add);
    sampler.accept(span(UNLUCKY).asWanted(), kept::add);

    assertThat(kept).extracting(RenderedRecord::traceId).containsExactly(LUCKY);
    assertThat(sampler.metrics()).isEqualTo(new SamplingMetrics(1, 0, 0, 0, 0, 0));
  }

  @Test
  void rule_keepsNoTraceThatIsNotWanted() {
    Sampler sampler =
        sampler(
            new SamplingSettings(
                0.5, true, null, null, Map.of(), 100, 1 << 20, Duration.ofMinutes(1)));

    sampler.accept(span(UNLUCKY, SpanStatus.ERROR), kept::add);
    assertThat(kept).isEmpty();
    sampler.accept(span(UNLUCKY).asWanted(), kept::add);

    assertThat(kept).hasSize(2);
    assertThat(sampler.metrics().tracesKeptByRule()).isEqualTo(1);
  }

  @Test
  void end_dropsWhatHasNotMatched() {
    Sampler sampler = sampler(SamplingSettings.head(1));
    sampler.accept(span(LUCKY), kept::add);
    sampler.finish(kept::add);

    assertThat(kept).isEmpty();
    assertThat(sampler.metrics().spansUnwanted()).isEqualTo(1);
  }

  private Sampler sampler(SamplingSettings settings) {
    TraceCondition condition =
        new TraceCondition() {
          @Override
          public boolean isMetBy(FinishedSpan span, SpanRecord record) {
            throw new AssertionError("decided before");
          }

          @Override
          public Map<String, Boolean> openTraces() {
            return open;
          }
        };
    return new Sampler(settings, List.of(), condition, nanoTime::get, line -> {});
  }

  private static SamplingSettings small() {
    return new SamplingSettings(1, false, null, null, Map.of(), 2, 1 << 20, Duration.ofMinutes(1));
  }

  private RenderedRecord span(String trace) {
    return span(trace, SpanStatus.OK);
  }

  private RenderedRecord span(String trace, SpanStatus status) {
    return rendered(
        new SpanRecord(
            trace,
            "%016x".formatted(++number),
            null,
            "span",
            0,
            1,
            null,
            status,
            null,
            null,
            new CustomData("turn", Map.of()),
            Map.of(),
            List.of()));
  }

  private static RenderedRecord trace(String trace) {
    return rendered(new TraceRecord(trace, "root", null, 0, 10, SpanStatus.OK, 1, 0, Map.of()));
  }

  private static RenderedRecord rendered(ExportRecord record) {
    return new RenderedRecord(List.of(ContentPolicy.FULL), List.of(record), 512);
  }
}
