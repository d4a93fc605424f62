// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.api.trace.SpanType;
import dev.clew.exporter.file.FileExporter;
import dev.clew.exporter.file.FileSettings;
import dev.clew.exporter.render.RenderSettings;
import dev.clew.exporter.render.SpanRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeContentTest {
  @TempDir Path folder;

  @Test
  void hugePromptAndImage_areWrittenAsValidLinesBetweenTheirNeighbours() throws IOException {
    String prompt = "word ".repeat(1 << 20);
    String image =
        "data:image/png;base64," + Base64.getEncoder().encodeToString(new byte[15 << 20]);
    CollectingExporter beside = new CollectingExporter();
    BatchSpanSink sink =
        new BatchSpanSink(
            BatchSettings.defaults(),
            new SpanRenderer(RenderSettings.defaults()),
            List.of(
                new FileExporter(new FileSettings(folder, 64 << 20, Duration.ofDays(1), 256 << 20)),
                beside),
            line -> {});

    sink.onSpanEnd(FakeSpan.of(1, new CustomData("turn", Map.of())));
    sink.onSpanEnd(generation(2, prompt));
    sink.onSpanEnd(generation(3, image));
    sink.onSpanEnd(FakeSpan.of(4, new CustomData("turn", Map.of())));

    assertThat(sink.close(Duration.ofSeconds(20))).isTrue();
    Accounting.addUp(sink.metrics());
    assertThat(beside.spans())
        .extracting("name")
        .containsExactly("span 1", "span 2", "span 3", "span 4");
    TraceSchema schema = new TraceSchema();
    assertThat(lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(schema.violations(line)).isEmpty())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(400_000));
  }

  private static FakeSpan generation(int n, String text) {
    GenerationData data =
        new GenerationData.Builder().input(List.of(Message.text("user", text))).build();
    return FakeSpan.of(n, SpanType.GENERATION, new SizedPayload(data, 2L * text.length()));
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
