// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BatchSpanSinkStressTest {
  private static final int THREADS = 4;
  private static final int SPANS_PER_THREAD = 100_000;

  @Test
  void counters_underFourThreads_addUpExactly() throws Exception {
    CountingExporter steady = new CountingExporter("steady", 0);
    CountingExporter flaky = new CountingExporter("flaky", 3);
    BatchSpanSink sink =
        new BatchSpanSink(
            new BatchSettings(512, 64 * 1024, 64, Duration.ofMillis(1), 70),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(steady, flaky),
            line -> {});

    inParallel(
        thread -> {
          for (int n = 0; n < SPANS_PER_THREAD; n++) {
            FakeSpan span = FakeSpan.of(n, SpanType.CUSTOM, new Content(n % 1_000, n % 97 == 0));
            sink.onSpanEnd(n % 10 == 0 ? span.ending(Samples.trace(1)) : span);
            if (n == SPANS_PER_THREAD - 1_000 && thread == 0) {
              sink.close(Duration.ofSeconds(60)); // while the other threads go on
            }
          }
        });

    PipelineMetrics metrics = sink.metrics();
    assertThat(metrics.spansEnded()).isEqualTo((long) THREADS * SPANS_PER_THREAD);
    Accounting.addUp(metrics);
    assertThat(metrics.exporters().get(0).spansExported()).isEqualTo(steady.spans.get());
    assertThat(metrics.exporters().get(1).spansExported()).isEqualTo(flaky.spans.get());
    assertThat(metrics.exporters().get(1).spansLost()).isPositive();
  }

  private static void inParallel(ThreadTask task) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  task.run(number);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private interface ThreadTask {
    void run(int number);
  }

  private record Content(long retainedBytes, boolean poisonous) implements Payload {
    @Override
    public SpanData render() {
      if (poisonous) {
        throw new NoClassDefFoundError("gone");
      }
      return new CustomData("turn", Map.of());
    }
  }

  private static final class CountingExporter implements SpanExporter {
    private final String name;
    private final int failsEvery;
    private final AtomicLong spans = new AtomicLong();
    private int calls;

    CountingExporter(String name, int failsEvery) {
      this.name = name;
      this.failsEvery = failsEvery;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void export(List<ExportRecord> batch) throws IOException {
      calls++;
      if (failsEvery > 0 && calls % failsEvery == 0) {
        throw new IOException("call " + calls);
      }
      spans.addAndGet(batch.stream().filter(SpanRecord.class::isInstance).count());
    }
  }
}
