// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.message.Message;
import dev.clew.exporter.Samples;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a span of one kilobyte costs on its way to a receiver on this machine. */
@EnabledIfSystemProperty(named = "clew.stress", matches = "true")
class OtlpCostTest {
  private static final int SPANS = 128;
  private static final int BATCHES = 400;

  @Test
  void span_costsLessThan25MicrosecondsOfCpu() throws IOException {
    List<ExportRecord> batch = batch();
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      OtlpExporter exporter = Exporters.to(receiver.endpoint());
      int bytes = exporter.encode(batch).length / SPANS;
      run(exporter, batch);
      receiver.received().clear();
      long encoding = encodingNanos(exporter, batch);

      long before = cpuNanos();
      run(exporter, batch);
      double micros = (cpuNanos() - before) / 1e3 / BATCHES / SPANS;

      assertThat(micros)
          .as(
              "µs of CPU for a span of %d bytes, %.1f of them for its encoding",
              bytes, encoding / 1e3 / BATCHES / SPANS)
          .isLessThan(25.0 * bytes / 1024);
    }
  }

  private static void run(OtlpExporter exporter, List<ExportRecord> batch) throws IOException {
    for (int i = 0; i < BATCHES; i++) {
      exporter.export(batch);
    }
  }

  private static long encodingNanos(OtlpExporter exporter, List<ExportRecord> batch) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BATCHES; i++) {
      exporter.encode(batch);
    }
    return threads.getCurrentThreadCpuTime() - before;
  }

  /** Of this thread and the client's, not of the receiver's. */
  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = threads.getCurrentThreadCpuTime();
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("HttpClient-")) {
        nanos += Math.max(0, threads.getThreadCpuTime(id));
      }
    }
    return nanos;
  }

  private static List<ExportRecord> batch() {
    String text = "Please fly me from Vienna to Lisbon, with a window seat. ".repeat(3);
    GenerationData call =
        new GenerationData.Builder()
            .provider("openai")
            .serverAddress("https://models.example/v1/chat/completions")
            .requestModel("gpt-4o-mini")
            .responseModel("gpt-4o-mini-2024-07-18")
            .responseId("chatcmpl-1")
            .parameters(Map.of("temperature", 0.2))
            .input(List.of(Message.text("system", text), Message.text("user", text)))
            .output(List.of(Message.text("assistant", text)))
            .finishReasons(List.of("stop"))
            .usage(Usage.of(310, 25))
            .build();
    List<ExportRecord> batch = new ArrayList<>();
    for (int i = 1; i <= SPANS; i++) {
      batch.add(
          SpanRecords.withStatus(
              SpanRecords.withAttributes(Samples.span(i, call), Map.of()),
              dev.clew.api.trace.SpanStatus.OK));
    }
    return batch;
  }
}
