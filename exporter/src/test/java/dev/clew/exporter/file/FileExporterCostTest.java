// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.Usage;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.message.Message;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Measures; run with {@code -Dclew.stress=true}. */
@EnabledIfSystemProperty(named = "clew.stress", matches = "true")
class FileExporterCostTest {
  private static final int BATCH = 128;
  private static final int BATCHES = 200;
  private static final int ROUNDS = 12;

  @TempDir Path home;

  @Test
  void span_ofOneKilobyte_costsAFewMicrosecondsFromPayloadToFile() throws IOException {
    FileSettings settings = new FileSettings(home, 64 << 20, Duration.ofDays(1), 128 << 20);
    SpanRenderer renderer = new SpanRenderer(RenderSettings.defaults());
    FakeSpan span = FakeSpan.of(2, call());
    double micros = 0;
    try (FileExporter exporter = new FileExporter(settings)) {
      for (int round = 0; round < ROUNDS; round++) {
        long before = cpuNanos();
        for (int i = 0; i < BATCHES; i++) {
          exporter.export(batch(renderer, span));
        }
        micros = (cpuNanos() - before) / 1_000.0 / BATCHES / BATCH;
      }
      Path file = exporter.currentFile();
      assertThat(Files.readAllLines(file).get(0).length()).isBetween(950, 1_050);
    }
    System.err.printf("%.2f µs of CPU per span of 1 kB, payload to file%n", micros);
    assertThat(micros).isLessThan(15);
  }

  private static List<ExportRecord> batch(SpanRenderer renderer, FakeSpan span) {
    List<ExportRecord> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      batch.add(renderer.render(span));
    }
    return batch;
  }

  private static GenerationData call() {
    return new GenerationData.Builder()
        .provider("openai")
        .serverAddress("https://models.example/v1")
        .requestModel("gpt-4o-mini")
        .responseModel("gpt-4o-mini-2024-07-18")
        .responseId("chatcmpl-1")
        .parameters(Map.of("temperature", 0.2))
        .input(
            List.of(
                Message.text("system", "You are a travel desk. Answer shortly."),
                Message.text("user", "May I have my money back for the flight of 3 May?")))
        .output(
            List.of(Message.text("assistant", "Yes, you may. I have asked for a refund of 84.50.")))
        .finishReasons(List.of("stop"))
        .usage(Usage.of(310, 25))
        .build();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
