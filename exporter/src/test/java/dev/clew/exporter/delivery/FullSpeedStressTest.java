// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import static dev.clew.exporter.delivery.Pipelines.lane;
import static dev.clew.exporter.delivery.Pipelines.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.SpanData;
import dev.clew.api.data.Usage;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.Books;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.PipelineSpec;
import dev.clew.exporter.file.FileExporter;
import dev.clew.exporter.file.FileSettings;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Too long for every build; prints its figures. Run with {@code -Dclew.stress=true}. */
@EnabledIfSystemProperty(named = "clew.stress", matches = "true")
class FullSpeedStressTest {
  @TempDir Path temp;

  private record Turn(String text) implements Payload {
    @Override
    public SpanData render() {
      return new GenerationData.Builder()
          .provider("openai")
          .requestModel("gpt-4o-mini")
          .input(List.of(Message.text("user", text)))
          .output(List.of(Message.text("assistant", "Yes.")))
          .usage(Usage.of(310, 25))
          .build();
    }

    @Override
    public long retainedBytes() {
      return 512L + text.length();
    }
  }

  @Test
  void tenMillionSpans_throughFourThreads_stayWithinTheHeap() throws Exception {
    int each = Integer.getInteger("clew.stress.spans", 2_500_000);
    FileExporter file =
        new FileExporter(
            new FileSettings(temp.resolve("traces"), 64 << 20, Duration.ofDays(1), 256 << 20));
    BatchSpanSink sink = sink(BatchSettings.defaults(), LaneSpec.of(file));
    long begin = System.nanoTime();
    long[] slowest = new long[4];
    inParallel(
        thread -> {
          Turn turn = new Turn("x".repeat(700));
          for (int n = 0; n < each; n++) {
            long before = System.nanoTime();
            sink.onSpanEnd(FakeSpan.of(n, SpanType.GENERATION, turn));
            slowest[thread] = Math.max(slowest[thread], System.nanoTime() - before);
          }
        });
    long through = System.nanoTime() - begin;
    sink.close(Duration.ofSeconds(60));

    PipelineMetrics metrics = sink.metrics();
    Books.addUp(metrics);
    Runtime heap = Runtime.getRuntime();
    say(
        "10M: %d spans in %d ms, slowest hand-over %d us, exported %d, heap max %d MB, %s"
            .formatted(
                metrics.spansEnded(),
                through / 1_000_000,
                Arrays.stream(slowest).max().orElse(0) / 1_000,
                metrics.exporters().get(0).spansExported(),
                heap.maxMemory() >> 20,
                metrics.spansDropped()));
  }

  @Test
  void exportThreads_ofTheFileExporter_useLittleCpu() throws Exception {
    FileExporter file =
        new FileExporter(
            new FileSettings(temp.resolve("traces"), 64 << 20, Duration.ofDays(1), 256 << 20));
    BatchSpanSink sink = sink(BatchSettings.defaults(), LaneSpec.of(file));
    Turn turn = new Turn("x".repeat(300));
    for (int round = 0; round < 4; round++) {
      int spans = 100_000;
      long cpu = cpu();
      for (int n = 0; n < spans; n++) {
        sink.onSpanEnd(FakeSpan.of(n, SpanType.GENERATION, turn));
        if (n % 4_000 == 3_999) {
          sink.forceFlush(Duration.ofSeconds(20));
        }
      }
      sink.forceFlush(Duration.ofSeconds(20));
      say("CPU per span, all export threads: %.2f us".formatted((cpu() - cpu) / 1e3 / spans));
    }
    assertThat(sink.metrics().exporters().get(0).spansLost()).isZero();
    sink.close(Duration.ofSeconds(20));
  }

  @Test
  void receiverThatAnswersAfterHalfAMinute_doesNotSlowTheApplication() throws Exception {
    try (Receiver receiver = new Receiver()) {
      long[] without = latencies(null);
      receiver.answer = new CountDownLatch(1);
      HttpWire wire = new HttpWire(receiver.address(), Duration.ofSeconds(40));
      Thread later = new Thread(() -> answerAfter(receiver, Duration.ofSeconds(30)));
      later.start();
      long[] with = latencies(lane(wire, temp.resolve("spool"), quick()));
      later.join();
      say("onSpanEnd without: " + quantiles(without) + "; answer after 30 s: " + quantiles(with));
    }
  }

  private static void answerAfter(Receiver receiver, Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    receiver.answer.countDown();
  }

  /** Ends 2,000 spans a second for 20 seconds. */
  private static long[] latencies(LaneSpec lane) throws InterruptedException {
    List<LaneSpec> lanes = lane == null ? List.of() : List.of(lane);
    BatchSpanSink sink = sink(BatchSettings.defaults(), lanes.toArray(new LaneSpec[0]));
    long[] nanos = new long[40_000];
    Turn turn = new Turn("x".repeat(700));
    for (int n = 0; n < nanos.length; n++) {
      FakeSpan span = FakeSpan.of(n, SpanType.GENERATION, turn);
      long before = System.nanoTime();
      sink.onSpanEnd(span);
      nanos[n] = System.nanoTime() - before;
      if (n % 20 == 0) {
        Thread.sleep(10);
      }
    }
    sink.close(Duration.ofSeconds(5));
    Books.addUp(sink.metrics());
    if (lane != null) {
      assertThat(sink.metrics().exporters().get(0).spansLost()).isZero();
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static String quantiles(long[] sorted) {
    return "p50 %d ns, p99 %d ns, p99.9 %d ns"
        .formatted(
            sorted[sorted.length / 2],
            sorted[sorted.length / 100 * 99],
            sorted[sorted.length / 1_000 * 999]);
  }

  private static BatchSpanSink sink(BatchSettings batch, LaneSpec... lanes) {
    return new BatchSpanSink(
        new PipelineSpec(
            batch,
            policy -> new SpanRenderer(RenderSettings.defaults().withContent(policy)),
            List.of(lanes),
            List.of(),
            null),
        FullSpeedStressTest::say);
  }

  private static long cpu() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getAllThreadIds())
        .filter(id -> threads.getThreadInfo(id) != null)
        .filter(id -> threads.getThreadInfo(id).getThreadName().startsWith("clew-export"))
        .map(threads::getThreadCpuTime)
        .sum();
  }

  private static void inParallel(java.util.function.IntConsumer task) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int number = t;
      Thread thread = new Thread(() -> task.accept(number));
      threads.add(thread);
      thread.start();
    }
    for (Thread each : threads) {
      each.join();
    }
  }

  private static void say(String figure) {
    System.err.println("FIGURE " + figure);
  }
}
