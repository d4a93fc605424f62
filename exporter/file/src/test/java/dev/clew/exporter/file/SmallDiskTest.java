// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.api.data.CustomData;
import dev.clew.exporter.BatchSettings;
import dev.clew.exporter.BatchSpanSink;
import dev.clew.exporter.FakeSpan;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real file system of one megabyte; needs root. */
@Timeout(60)
class SmallDiskTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final int SPANS = 1_500;

  @TempDir Path folder;
  private Path disk;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString());
    Assumptions.assumeTrue(mounted, "may not mount");
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void diskThatFillsUp_losesWhatIsCounted_andGoesOnWhenThereIsRoom() throws Exception {
    Path ballast = Files.write(disk.resolve("ballast"), new byte[600_000]);
    FileSettings settings =
        new FileSettings(disk.resolve("traces"), 1 << 30, Duration.ofDays(1), 1 << 30);
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(new FileExporter(settings)),
            line -> {});

    end(sink, 0); // a full disk after a third of them
    int before = lines().size();
    Files.delete(ballast);
    end(sink, SPANS); // room for as many again, and full once more
    assertThat(sink.close(AMPLE)).isTrue();

    PipelineMetrics metrics = sink.metrics();
    var file = metrics.exporters().get(0);
    List<String> lines = lines();
    assertThat(before).isPositive();
    assertThat(lines.size()).isGreaterThan(before);
    assertThat(file.spansLost()).isPositive();
    assertThat(file.spansExported()).isEqualTo(lines.size());
    assertThat(metrics.spansEnded()).isEqualTo(file.spansExported() + file.spansLost());
    ObjectMapper json = new ObjectMapper();
    for (String line : lines) {
      assertThat(json.readTree(line).path("object").asText()).isEqualTo("trace.span");
    }
  }

  private static void end(BatchSpanSink sink, int first) {
    for (int n = 1; n <= SPANS; n++) {
      sink.onSpanEnd(
          FakeSpan.of(first + n, new CustomData("turn", Map.of("k", "x".repeat(300 + n % 500)))));
      if (n % 128 == 0 || n == SPANS) {
        sink.forceFlush(AMPLE);
      }
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(disk.resolve("traces"))) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).endsWith("}\n");
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }
}
