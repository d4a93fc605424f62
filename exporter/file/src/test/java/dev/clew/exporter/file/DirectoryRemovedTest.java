// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DirectoryRemovedTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final int SPANS = 2_000;

  @TempDir Path home;

  @Test
  void directory_removedAgainAndAgainUnderLoad_isMadeAgain_andEverySpanIsCounted()
      throws Exception {
    FileExporter exporter = new FileExporter(FileSettings.in(home));
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(exporter),
            line -> {});
    AtomicBoolean done = new AtomicBoolean();
    Thread remover =
        new Thread(
            () -> {
              while (!done.get()) {
                remove(home.resolve("traces"));
              }
            });
    remover.start();
    for (int n = 1; n <= SPANS; n++) {
      end(sink, n);
      if (n % 50 == 0) {
        sink.forceFlush(AMPLE);
      }
    }
    done.set(true);
    remover.join();

    end(sink, SPANS + 1);
    assertThat(sink.close(AMPLE)).isTrue();

    PipelineMetrics metrics = sink.metrics();
    var file = metrics.exporters().get(0);
    assertThat(metrics.spansEnded()).isEqualTo(SPANS + 1);
    assertThat(file.spansExported() + file.spansLost()).isEqualTo(SPANS + 1);
    assertThat(Files.readString(exporter.currentFile())).contains("\"n\":" + (SPANS + 1));
  }

  private static void end(BatchSpanSink sink, int n) {
    sink.onSpanEnd(FakeSpan.of(n, new CustomData("turn", Map.of("n", n))));
  }

  private static void remove(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // not there yet, or not empty any more: next time
    }
  }
}
