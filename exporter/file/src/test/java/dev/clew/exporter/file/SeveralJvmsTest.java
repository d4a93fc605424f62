// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.Samples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SeveralJvmsTest {
  @TempDir Path home;

  @Test
  void fileOfAnotherJvm_isKeptWhileItLives_howeverOldItIs() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                IdleWriter.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said = other.inputReader();
    Path theirs = Path.of(said.readLine());
    age(theirs);

    exportHere();

    assertThat(theirs).exists();
    other.getOutputStream().write('\n');
    other.getOutputStream().flush();
    assertThat(said.readLine()).isEqualTo(theirs.toString());
    assertThat(Files.readAllLines(theirs)).hasSize(2);

    other.destroyForcibly().waitFor();
    age(theirs);
    exportHere();

    assertThat(theirs).doesNotExist();
  }

  private static void age(Path file) throws IOException {
    Instant longAgo = Instant.now().minus(Duration.ofDays(30));
    Files.setLastModifiedTime(file, FileTime.from(longAgo));
  }

  private void exportHere() throws IOException {
    try (FileExporter exporter =
        new FileExporter(new FileSettings(home.resolve("traces"), 1, Duration.ofDays(14), 1))) {
      exporter.export(List.of(Samples.span(2, Samples.generation())));
    }
  }
}
