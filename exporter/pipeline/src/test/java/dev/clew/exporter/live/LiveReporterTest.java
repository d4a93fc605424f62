// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.json.JvmRecord;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveReporterTest {
  private static final Instant START = Instant.parse("2026-11-21T07:38:12Z");

  private final List<FinishedSpan> open = new ArrayList<>();
  private final Written written = new Written();
  private Instant now = START;

  @Test
  void root_openForAMoment_isWrittenOnce() throws IOException {
    LiveReporter reporter = reporter(id -> true, null);
    open.add(span("desk", SpanType.CUSTOM, null));

    reporter.look();
    assertThat(written.names()).isEmpty();
    after(reporter, Duration.ofMillis(300));
    after(reporter, Duration.ofSeconds(10));

    assertThat(written.names()).containsExactly("desk");
  }

  @Test
  void call_openForLessThanASecond_isNotWritten() throws IOException {
    LiveReporter reporter = reporter(id -> true, null);
    open.add(span("chat", SpanType.GENERATION, "00000000000000a1"));
    open.add(span("agent", SpanType.AGENT, "00000000000000a1"));

    after(reporter, Duration.ofMillis(900));
    assertThat(written.names()).containsExactly("agent");
    after(reporter, Duration.ofMillis(100));

    assertThat(written.names()).containsExactly("agent", "chat");
  }

  @Test
  void spanAboutWhichMoreIsKnown_isWrittenAgainAfterAWhile() throws IOException {
    LiveReporter reporter = reporter(id -> true, null);
    Map<String, Object> attributes = new LinkedHashMap<>();
    open.add(span("desk", SpanType.CUSTOM, null, attributes));
    after(reporter, Duration.ofSeconds(1));
    attributes.put("clew.library", "openai-java");

    after(reporter, Duration.ofSeconds(4));
    assertThat(written.spans).hasSize(1);
    after(reporter, Duration.ofSeconds(1));
    after(reporter, Duration.ofSeconds(9));

    assertThat(written.spans).hasSize(2);
    assertThat(written.spans.get(1).attributes()).containsEntry("clew.library", "openai-java");
  }

  @Test
  void objectsOfTheApplication_areNotAsked() throws IOException {
    LiveReporter reporter = reporter(id -> true, null);
    AtomicInteger asked = new AtomicInteger();
    Object foreign =
        new Object() {
          @Override
          public String toString() {
            asked.incrementAndGet();
            return "asked";
          }
        };
    open.add(span("desk", SpanType.CUSTOM, null, Map.of("foreign", foreign), asked));

    after(reporter, Duration.ofSeconds(1));

    assertThat(written.names()).containsExactly("desk");
    assertThat(written.spans.get(0).attributes()).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void traceThatSamplingMayDrop_isNotWritten() throws IOException {
    LiveReporter reporter = reporter(id -> false, null);
    open.add(span("desk", SpanType.CUSTOM, null));

    after(reporter, Duration.ofSeconds(1));

    assertThat(written.spans).isEmpty();
  }

  @Test
  void thousandsOfOpenSpans_areWrittenInBoundedLots() throws IOException {
    LiveReporter reporter = reporter(id -> true, null);
    for (int i = 0; i < 5_000; i++) {
      open.add(span("desk", SpanType.CUSTOM, null));
    }

    after(reporter, Duration.ofSeconds(1));
    assertThat(written.spans).hasSize(LiveReporter.MAX_LINES);
    for (int i = 0; i < 200; i++) {
      after(reporter, Duration.ofMillis(500));
    }

    assertThat(written.spans).hasSize(1_000);
  }

  @Test
  void lineThatCouldNotBeWritten_comesWithTheNextLook() throws IOException {
    LiveReporter reporter = reporter(id -> true, null);
    open.add(span("desk", SpanType.CUSTOM, null));
    written.busy = true;
    after(reporter, Duration.ofSeconds(1));
    written.busy = false;

    after(reporter, Duration.ofMillis(500));

    assertThat(written.names()).containsExactly("desk");
  }

  @Test
  void afterStop_nothingIsWritten() throws IOException {
    LiveReporter reporter = reporter(id -> true, null);
    open.add(span("desk", SpanType.CUSTOM, null));

    reporter.stop();
    after(reporter, Duration.ofSeconds(1));

    assertThat(written.spans).isEmpty();
  }

  @Test
  void figures_comeEveryFiveSecondsWhileSomethingIsOpen() throws IOException {
    LiveReporter reporter = reporter(id -> true, report(true));
    reporter.begin();
    open.add(span("desk", SpanType.CUSTOM, null));

    after(reporter, Duration.ofSeconds(4));
    assertThat(written.jvms).isEmpty();
    after(reporter, Duration.ofSeconds(1));
    after(reporter, Duration.ofSeconds(5));
    open.clear();
    after(reporter, Duration.ofSeconds(5));
    after(reporter, Duration.ofSeconds(60));

    assertThat(written.jvms).hasSize(2);
    assertThat(written.jvms.get(0).id()).isEqualTo("4711-1795246600000");
    assertThat(written.jvms.get(0).facts()).containsEntry("java_version", "25");
    assertThat(written.jvms.get(1).facts()).containsEntry("java_version", "25");
    assertThat(written.jvms.get(1).figures())
        .containsKeys(
            "heap_used", "heap_max", "threads", "gc_count", "gc_pause_ms", "queued", "spans")
        .containsEntry("queue_capacity", 100L);
    assertThat(written.jvms.get(1).figures().get("threads").intValue()).isPositive();
  }

  @Test
  void figures_ofAnIdleJvm_areNotWritten() throws IOException {
    LiveReporter reporter = reporter(id -> true, report(true));
    reporter.begin();

    after(reporter, Duration.ofMinutes(5));

    assertThat(written.jvms).isEmpty();
  }

  @Test
  void figures_withoutTheModule_areNotWritten() throws IOException {
    LiveReporter reporter = reporter(id -> true, report(false));
    reporter.begin();
    open.add(span("desk", SpanType.CUSTOM, null));

    after(reporter, Duration.ofSeconds(6));
    after(reporter, Duration.ofSeconds(6));

    assertThat(written.jvms).isEmpty();
    assertThat(written.names()).containsExactly("desk");
  }

  private void after(LiveReporter reporter, Duration time) throws IOException {
    now = now.plus(time);
    reporter.look();
  }

  private LiveReporter reporter(Predicate<String> kept, @Nullable JvmReport jvm) {
    InstantSource clock = () -> now;
    SpanRenderer renderer = new SpanRenderer(RenderSettings.defaults());
    return new LiveReporter(
        limit -> List.copyOf(open), kept, () -> true, () -> renderer, jvm, written, clock);
  }

  private static JvmReport report(boolean available) {
    BatchSpanSink pipeline =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(),
            line -> {});
    return new JvmReport(
        "4711-1795246600000",
        () -> Map.of("java_version", "25"),
        pipeline::metrics,
        100,
        () -> available);
  }

  private FinishedSpan span(String name, SpanType type, @Nullable String parent) {
    return span(name, type, parent, Map.of());
  }

  private FinishedSpan span(
      String name, SpanType type, @Nullable String parent, Map<String, Object> attributes) {
    return span(name, type, parent, attributes, new AtomicInteger());
  }

  private FinishedSpan span(
      String name,
      SpanType type,
      @Nullable String parent,
      Map<String, Object> attributes,
      AtomicInteger asked) {
    long start = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return new FakeSpan(
        FakeSpan.TRACE,
        String.format("%016x", open.size() + 1),
        parent,
        type,
        name,
        start,
        0,
        null,
        SpanStatus.OK,
        null,
        attributes,
        List.of(),
        null,
        () -> {
          asked.incrementAndGet();
          return new CustomData(name, Map.of());
        },
        List.of());
  }

  private static final class Written implements LiveRecords {
    final List<SpanRecord> spans = new ArrayList<>();
    final List<JvmRecord> jvms = new ArrayList<>();
    boolean busy;

    List<String> names() {
      return spans.stream().map(SpanRecord::name).toList();
    }

    @Override
    public boolean openSpans(List<SpanRecord> lines) {
      if (!busy) {
        spans.addAll(lines);
      }
      return !busy;
    }

    @Override
    public boolean jvm(JvmRecord line) {
      jvms.add(line);
      return true;
    }
  }
}
