// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
  @TempDir Path folder;

  @AfterEach
  void removeLink() throws IOException {
    Files.deleteIfExists(folder.resolve("2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/pts/3", "/dev/tty1"})
  void terminal_getsColours(String device) throws IOException {
    assertThat(Terminal.wantsColours(Map.of("TERM", "xterm"), stderr(device))).isTrue();
    assertThat(Terminal.wantsColours(Map.of("NO_COLOR", ""), stderr(device))).isTrue();
  }

  @Test
  void terminalOfSomebodyWhoWantsNone_getsNoColours() throws IOException {
    assertThat(Terminal.wantsColours(Map.of("NO_COLOR", "1"), stderr("/dev/pts/3"))).isFalse();
    assertThat(Terminal.wantsColours(Map.of("TERM", "dumb"), stderr("/dev/pts/3"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/null", "pipe:[4711]", "/tmp/app.log"})
  void anythingElse_getsNoColours(String device) throws IOException {
    assertThat(Terminal.wantsColours(Map.of(), stderr(device))).isFalse();
  }

  @Test
  void systemThatDoesNotTell_getsNoColours() {
    assertThat(Terminal.wantsColours(Map.of(), folder.resolve("missing"))).isFalse();
  }

  private Path stderr(String device) throws IOException {
    removeLink();
    return Files.createSymbolicLink(folder.resolve("2"), Path.of(device));
  }
}
