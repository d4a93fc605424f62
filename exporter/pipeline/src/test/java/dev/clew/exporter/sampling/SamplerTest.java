// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.RenderedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SamplerTest {
  /** Kept at a ratio of one half, since its lower half is small, and one that is not. */
  private static final String LUCKY = "4bf92f3577b34da60000000000000001";

  private static final String UNLUCKY = "4bf92f3577b34da67fffffffffffffff";

  private final AtomicLong nanoTime = new AtomicLong();
  private final List<RenderedRecord> kept = new ArrayList<>();

  @Test
  void ids_areDecidedAsOpenTelemetryDoes() {
    HeadRatio half = new HeadRatio(0.5);

    assertThat(half.keeps("00000000000000003fffffffffffffff")).isTrue();
    assertThat(half.keeps("00000000000000004000000000000001")).isFalse();
    // A lower half beyond 2^63 counts as negative and by its absolute value.
    assertThat(half.keeps("0000000000000000ffffffffffffffff")).isTrue();
    assertThat(new HeadRatio(0).keeps(LUCKY)).isFalse();
    assertThat(new HeadRatio(1).keeps(UNLUCKY)).isTrue();
  }

  @Test
  void ratio_ofManyTraces_isMet() {
    HeadRatio tenth = new HeadRatio(0.1);
    Random random = new Random(7);
    int keeps = 0;
    for (int i = 0; i < 100_000; i++) {
      keeps += tenth.keeps("%016x%016x".formatted(random.nextLong(), random.nextLong())) ? 1 : 0;
    }

    assertThat(keeps).isBetween(9_600, 10_400);
  }

  @Test
  void withoutRules_nothingWaits() {
    Sampler sampler = sampler(SamplingSettings.head(0.5));

    assertThat(sampler.dropsUnseen(UNLUCKY, true)).isTrue();
    assertThat(sampler.dropsUnseen(UNLUCKY, false)).isTrue();
    assertThat(sampler.dropsUnseen(LUCKY, true)).isFalse();
    sampler.accept(span(LUCKY, 1, SpanStatus.OK, Map.of()), kept::add);

    assertThat(ratios()).containsExactly(0.5);
    assertThat(sampler.metrics()).isEqualTo(new SamplingMetrics(2, 1, 0, 0, 0));
  }

  @Test
  void trace_waitsForItsRootAndGoesByItsId() {
    Sampler sampler = sampler(rules());

    sampler.accept(span(LUCKY, 1, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(span(UNLUCKY, 2, SpanStatus.OK, Map.of()), kept::add);
    assertThat(kept).isEmpty();
    assertThat(sampler.metrics().spansWaiting()).isEqualTo(2);
    sampler.accept(trace(LUCKY, Map.of()), kept::add);
    sampler.accept(trace(UNLUCKY, Map.of()), kept::add);

    assertThat(kept).extracting(RenderedRecord::traceId).containsExactly(LUCKY, LUCKY);
    assertThat(ratios()).containsExactly(0.5);
    assertThat(sampler.metrics()).isEqualTo(new SamplingMetrics(1, 1, 0, 0, 0));
  }

  @Test
  void failure_anywhere_keepsTheWholeTrace() {
    Sampler sampler = sampler(rules());

    sampler.accept(span(UNLUCKY, 1, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(span(UNLUCKY, 2, SpanStatus.ERROR, Map.of()), kept::add);
    sampler.accept(span(UNLUCKY, 3, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(trace(UNLUCKY, Map.of()), kept::add);

    assertThat(kept).hasSize(4);
    assertThat(ratios()).containsExactly(1.0, 1.0, 1.0);
    assertThat(sampler.metrics().tracesKeptByRule()).isEqualTo(1);
  }

  @Test
  void slowExpensiveAndMarkedTraces_areKept() {
    Sampler sampler = sampler(rules());
    String slow = "a" + UNLUCKY.substring(1);
    String costly = "b" + UNLUCKY.substring(1);
    String marked = "c" + UNLUCKY.substring(1);
    String priority = "d" + UNLUCKY.substring(1);

    sampler.accept(span(slow, 3_000_000_000L, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(span(costly, 1, SpanStatus.OK, Map.of("clew.cost.total", 0.6)), kept::add);
    sampler.accept(span(costly, 1, SpanStatus.OK, Map.of("clew.cost.total", 0.6)), kept::add);
    sampler.accept(span(marked, 1, SpanStatus.OK, Map.of("tier", "gold")), kept::add);
    sampler.accept(span(priority, 1, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(trace(priority, Map.of("priority", "high")), kept::add);

    assertThat(kept)
        .extracting(RenderedRecord::traceId)
        .containsExactly(slow, costly, costly, marked, priority, priority);
  }

  @Test
  void traceOfSeveralRoots_isNotTorn() {
    Sampler sampler = sampler(rules());

    sampler.accept(span(UNLUCKY, 1, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(trace(UNLUCKY, Map.of()), kept::add);
    sampler.accept(span(UNLUCKY, 2, SpanStatus.ERROR, Map.of()), kept::add);
    sampler.accept(trace(UNLUCKY, Map.of()), kept::add);
    sampler.accept(span(LUCKY, 3, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(trace(LUCKY, Map.of()), kept::add);
    sampler.accept(span(LUCKY, 4, SpanStatus.OK, Map.of()), kept::add);
    sampler.accept(trace(LUCKY, Map.of()), kept::add);

    assertThat(kept).hasSize(4).extracting(RenderedRecord::traceId).containsOnly(LUCKY);
    assertThat(sampler.metrics()).isEqualTo(new SamplingMetrics(2, 2, 0, 0, 0));
  }

  @Test
  void fullBuffer_decidesTheOldestTraceByItsId() {
    Sampler sampler = sampler(rules());
    for (int n = 0; n < 5; n++) {
      sampler.accept(span("%032x".formatted(n), n, SpanStatus.OK, Map.of()), kept::add);
    }

    assertThat(kept).singleElement().extracting(RenderedRecord::traceId).isEqualTo("0".repeat(32));
    assertThat(sampler.metrics().tracesDecidedEarly()).isEqualTo(1);
    assertThat(sampler.metrics().spansWaiting()).isEqualTo(4);
  }

  @Test
  void trace_thatDoesNotEnd_isDecidedInTime() {
    Sampler sampler = sampler(rules());
    sampler.accept(span(LUCKY, 1, SpanStatus.OK, Map.of()), kept::add);
    sampler.tick(kept::add);
    assertThat(kept).isEmpty();

    nanoTime.set(Duration.ofMinutes(2).toNanos());
    sampler.tick(kept::add);

    assertThat(kept).hasSize(1);
    assertThat(sampler.metrics().tracesDecidedEarly()).isEqualTo(1);
  }

  @Test
  void traceThatHasBegun_keepsItsDecision_whenTheRatioChanges() {
    Sampler sampler = sampler(SamplingSettings.head(0.5));
    sampler.accept(span(LUCKY, 1, SpanStatus.OK, Map.of()), kept::add);
    assertThat(sampler.dropsUnseen(UNLUCKY, false)).isTrue();

    sampler.change(SamplingSettings.head(0), () -> Set.of(LUCKY, UNLUCKY));
    String later = "a" + LUCKY.substring(1);

    assertThat(sampler.dropsUnseen(later, true)).isTrue();
    assertThat(sampler.dropsUnseen(LUCKY, true)).isFalse();
    assertThat(sampler.keeps(LUCKY)).isTrue();
    sampler.accept(span(LUCKY, 2, SpanStatus.OK, Map.of()), kept::add);
    sampler.change(SamplingSettings.head(1), Set::of);
    assertThat(sampler.dropsUnseen(UNLUCKY, true)).isTrue();
    sampler.accept(span(later, 3, SpanStatus.OK, Map.of()), kept::add);

    assertThat(ratios()).containsExactly(0.5, 0.5, 1.0);
  }

  @Test
  void traceThatWaits_isDecidedByTheNewSettings() {
    Sampler sampler = sampler(rules());
    sampler.accept(span(UNLUCKY, 1, SpanStatus.OK, Map.of()), kept::add);

    sampler.change(SamplingSettings.head(1), () -> Set.of(UNLUCKY));

    assertThat(sampler.dropsUnseen(UNLUCKY, true)).isFalse();
    sampler.accept(trace(UNLUCKY, Map.of()), kept::add);
    assertThat(kept).hasSize(2);
    assertThat(ratios()).containsExactly(1.0);
  }

  private Sampler sampler(SamplingSettings settings) {
    return new Sampler(settings, nanoTime::get);
  }

  private static SamplingSettings rules() {
    return new SamplingSettings(
        0.5,
        true,
        Duration.ofSeconds(2),
        1.0,
        Map.of("metadata.priority", "high", "tier", "gold"),
        4,
        1 << 20,
        Duration.ofMinutes(1));
  }

  private List<Object> ratios() {
    List<Object> ratios = new ArrayList<>();
    for (RenderedRecord each : kept) {
      if (each.record() instanceof SpanRecord span) {
        ratios.add(span.attributes().get(Sampler.RATIO));
      }
    }
    return ratios;
  }

  private static RenderedRecord span(
      String trace, long nanos, SpanStatus status, Map<String, Object> attributes) {
    return rendered(
        new SpanRecord(
            trace,
            "%016x".formatted(nanos),
            null,
            "span",
            0,
            nanos,
            null,
            status,
            null,
            null,
            new CustomData("turn", Map.of()),
            attributes,
            List.of()));
  }

  private static RenderedRecord trace(String trace, Map<String, String> metadata) {
    return rendered(new TraceRecord(trace, "root", null, 0, 10, SpanStatus.OK, 1, 0, metadata));
  }

  private static RenderedRecord rendered(ExportRecord record) {
    return new RenderedRecord(List.of(ContentPolicy.FULL), List.of(record), 512);
  }
}
