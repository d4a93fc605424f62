// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.TraceSchema;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentPipelinesTest {
  private static final int SPANS = 2_000;
  private static final Duration AMPLE = Duration.ofSeconds(30);

  @TempDir Path home;

  @Test
  void twoPipelines_inOneDirectory_writeWholeLinesSideBySide() throws IOException {
    Instant started = Instant.parse("2026-11-21T07:38:12Z");
    FileSettings settings =
        new FileSettings(home.resolve("traces"), 100_000, Duration.ofDays(14), 100_000_000);
    // The same pid and start, as two containers that share a home may have.
    List<BatchSpanSink> sinks =
        List.of(
            sink(new FileExporter(settings, 1, started)),
            sink(new FileExporter(settings, 1, started)));

    IntStream.range(0, 2)
        .parallel()
        .forEach(
            i -> {
              for (int n = 1; n <= SPANS; n++) {
                SpanData data = new CustomData("sink" + i, Map.of("n", n));
                sinks.get(i).onSpanEnd(FakeSpan.of(i * SPANS + n, data));
                if (n % 100 == 0) {
                  assertThat(sinks.get(i).forceFlush(AMPLE)).isTrue();
                }
              }
              assertThat(sinks.get(i).close(AMPLE)).isTrue();
            });

    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(home.resolve("traces"))) {
      for (Path file : files.toList()) {
        assertThat(Files.size(file)).isLessThanOrEqualTo(100_000);
        lines.addAll(Files.readAllLines(file));
      }
    }
    TraceSchema schema = new TraceSchema();
    assertThat(lines)
        .hasSize(2 * SPANS)
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(schema.violations(line)).isEmpty());
  }

  private static BatchSpanSink sink(FileExporter exporter) {
    return new BatchSpanSink(
        BatchSettings.defaults(),
        new SpanRenderer(RenderSettings.defaults()),
        List.of(exporter),
        line -> {});
  }
}
