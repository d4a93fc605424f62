// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ServingFileTest {

  @TempDir Path folder;

  @Test
  void address_isThatOfTheProcessThatWroteIt() throws IOException {
    ServingFile file = ServingFile.beside(folder.resolve("traces.db"));

    assertThat(file.address()).isNull();
    file.write(4711);

    assertThat(file.address()).isEqualTo("http://127.0.0.1:4711");
  }

  @Test
  void address_ofAProcessThatStartedAtAnotherTime_isNone() throws IOException {
    Path written = folder.resolve("serving.properties");
    long self = ProcessHandle.current().pid();
    Files.writeString(written, "pid=%d\nstarted=1000\nport=4711\n".formatted(self));

    assertThat(new ServingFile(written).address()).isNull();
  }

  @Test
  void damagedFile_isNoViewer() throws IOException {
    Path written = folder.resolve("serving.properties");
    Files.writeString(written, "pid=x\\u00zz\nport");

    assertThat(new ServingFile(written).address()).isNull();
  }

  @Test
  void delete_leavesWhatAnotherProcessWrote() throws IOException {
    Path written = folder.resolve("serving.properties");
    ServingFile file = new ServingFile(written);
    Files.writeString(written, "pid=1\nstarted=1000\nport=4711\n");

    file.delete();
    assertThat(written).exists();
    file.write(4711);
    file.delete();

    assertThat(written).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void file_isTheOwnersAlone() throws IOException {
    Path written = folder.resolve("serving.properties");
    new ServingFile(written).write(4711);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written)))
        .isEqualTo("rw-------");
  }
}
