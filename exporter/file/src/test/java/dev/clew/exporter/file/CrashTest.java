// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.exporter.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  @TempDir Path home;

  @Test
  @Timeout(60)
  void jvm_killedWhileWriting_losesAtMostTheLastLine() throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessWriter.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output.txt").toFile())
            .start();
    while (writer.isAlive() && written() < 4_000_000) {
      Thread.onSpinWait();
    }

    writer.destroyForcibly().waitFor();

    String text = Files.readString(files().get(0));
    int whole = text.lastIndexOf('\n') + 1;
    assertThat(home.resolve("output.txt")).isEmptyFile();
    assertThat(whole).isGreaterThan(3_000_000);
    ObjectMapper json = new ObjectMapper();
    for (String line : text.substring(0, whole).split("\n")) {
      assertThat(json.readTree(line).path("object").asText()).isEqualTo("trace.span");
    }
    nextRun_writesToAFileOfItsOwn(text);
  }

  private void nextRun_writesToAFileOfItsOwn(String torn) throws IOException {
    Path crashed = files().get(0);
    try (FileExporter next = new FileExporter(FileSettings.in(home))) {
      next.export(List.of(Samples.span(2, Samples.generation())));

      assertThat(Files.readAllLines(next.currentFile())).hasSize(1);
      assertThat(next.currentFile()).isNotEqualTo(crashed);
    }
    assertThat(Files.readString(crashed)).isEqualTo(torn);
  }

  private long written() throws IOException {
    List<Path> files = files();
    return files.isEmpty() ? 0 : Files.size(files.get(0));
  }

  private List<Path> files() throws IOException {
    Path traces = home.resolve("traces");
    if (!Files.exists(traces)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(traces)) {
      return paths.toList();
    }
  }
}
