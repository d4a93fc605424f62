// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.SpanExporter;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Pipelines whose clock and threads a test has in its hands. */
final class SinkHarness {
  final ManualWakeSignal wakeSignal = new ManualWakeSignal();
  final List<Thread> threads = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  final AtomicLong nanoTime = new AtomicLong();
  private final List<BatchSpanSink> opened = new ArrayList<>();

  BatchSpanSink sink(BatchSettings settings, SpanExporter... exporters) {
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSpanSink.spec(
                settings, new SpanRenderer(RenderSettings.defaults()), List.of(exporters)),
            log::add,
            task -> {
              Thread thread = new Thread(task, "test-export");
              thread.setDaemon(true);
              threads.add(thread);
              return thread;
            },
            wakeSignal,
            nanoTime::get);
    opened.add(sink);
    return sink;
  }

  void closeLater(BatchSpanSink sink) {
    opened.add(sink);
  }

  void close() {
    opened.forEach(sink -> sink.close(Duration.ofSeconds(20)));
  }

  static BatchSettings settings(int records, long bytes, int batch) {
    return new BatchSettings(records, bytes, batch, Duration.ofSeconds(5), 70);
  }

  static String id(int n) {
    return String.format("%016x", n);
  }
}
