// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir private Path folder;

  @Test
  void text_isReadAsUtf8() throws IOException {
    Path file = Files.writeString(folder.resolve("rules"), "pattern preis=\\d+ €\n");

    assertThat(SettingsFile.read(file)).isEqualTo("pattern preis=\\d+ €\n");
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipeThatNobodyWritesTo_isRefused() throws Exception {
    Path pipe = folder.resolve("pipe");
    Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeTrue(process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0, "no mkfifo");

    assertThatThrownBy(() -> SettingsFile.read(pipe)).hasMessage("it is not a regular file");
  }

  @Test
  void largeFile_isRefused() throws IOException {
    Path file = folder.resolve("large");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(SettingsFile.MAX_BYTES + 1L);
    }

    assertThatThrownBy(() -> SettingsFile.read(file)).hasMessage("it is larger than 4 MB");
  }

  @Test
  void missingFile_isAnError() {
    assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }
}
