// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConfigFileTest {
  @TempDir Path folder;

  @Test
  void file_isReadAsProperties() throws IOException {
    Path file = Files.writeString(folder.resolve("clew.properties"), "home = /x\\\n  y\n# no\n");

    assertThat(ConfigFile.read(file.toString())).isEqualTo(java.util.Map.of("home", "/xy"));
  }

  @Test
  void largeFile_isRefused() throws IOException {
    Path file = folder.resolve("clew.properties");
    Files.writeString(file, "x".repeat(ConfigFile.MAX_BYTES + 1));

    assertThatThrownBy(() -> ConfigFile.read(file.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("it is larger than 1048576 bytes");
  }

  @Test
  void folder_isRefused() {
    assertThatThrownBy(() -> ConfigFile.read(folder.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("it is not a regular file");
  }

  @Test
  void device_isRefused() {
    assumeThat(Path.of("/dev/zero")).exists();

    assertThatThrownBy(() -> ConfigFile.read("/dev/zero"))
        .isInstanceOf(IOException.class)
        .hasMessage("it is not a regular file");
  }

  @Test
  void pipeThatHasNoWriter_isRefused() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    assertThatThrownBy(() -> ConfigFile.read(pipe.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage("it is not a regular file");
  }

  @Test
  void fileOfTheKernelThatLooksRegular_isNotWaitedFor() throws IOException {
    Path messages = Path.of("/proc/kmsg");
    assumeThat(Files.isReadable(messages)).isTrue();

    assertThat(ConfigFile.read(messages.toString())).isEmpty();
  }
}
