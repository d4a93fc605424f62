// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
  @TempDir Path folder;

  @Test
  void lines_areAppended_forTheOwnerOnly() throws IOException {
    Path path = folder.resolve("new").resolve("clew.log");
    try (RotatingFile file = new RotatingFile(path, 100, 2, false)) {
      append(file, "one");
      append(file, "two");
    }
    try (RotatingFile later = new RotatingFile(path, 100, 2, false)) {
      append(later, "three");
    }

    assertThat(path).hasContent("one\ntwo\nthree\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void fullFile_isRenamed_andTheOldestIsDropped() throws IOException {
    Path path = folder.resolve("clew.log");
    try (RotatingFile file = new RotatingFile(path, 10, 3, false)) {
      for (String line : List.of("aaaaaa", "bbbbbb", "cccccc", "dddddd")) {
        append(file, line);
      }
    }

    assertThat(path).hasContent("dddddd\n");
    assertThat(folder.resolve("clew.log.1")).hasContent("cccccc\n");
    assertThat(folder.resolve("clew.log.2")).hasContent("bbbbbb\n");
    assertThat(names()).hasSize(3);
  }

  @Test
  void onlyFile_startsAnew() throws IOException {
    Path path = folder.resolve("clew.log");
    try (RotatingFile file = new RotatingFile(path, 10, 1, false)) {
      append(file, "aaaaaa");
      append(file, "bbbbbb");
    }

    assertThat(path).hasContent("bbbbbb\n");
    assertThat(names()).containsExactly("clew.log");
  }

  @Test
  void fileThatWasMovedAway_isCreatedAnew() throws IOException {
    Path path = folder.resolve("clew.log");
    try (RotatingFile file = new RotatingFile(path, 100, 2, false)) {
      append(file, "one");
      Files.move(path, folder.resolve("kept.log"));
      append(file, "two");
    }

    assertThat(path).hasContent("two\n");
  }

  @Test
  void fileInUse_isLeftAlone() throws IOException {
    Path path = folder.resolve("clew.log");
    Path other = folder.resolve("clew-" + ProcessHandle.current().pid() + ".log");
    try (RotatingFile first = new RotatingFile(path, 100, 2, false);
        RotatingFile second = new RotatingFile(path, 100, 2, false)) {
      append(first, "one");
      append(second, "two");

      assertThat(second.path()).isEqualTo(other);
    }

    assertThat(path).hasContent("one\n");
    assertThat(other).hasContent("two\n");
  }

  @Test
  void link_isRefused_unlessTrusted() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    try (RotatingFile file = new RotatingFile(link.resolve("clew.log"), 100, 2, false)) {
      assertThatThrownBy(() -> append(file, "one")).hasMessageContaining("is a symbolic link");
    }
    try (RotatingFile file = new RotatingFile(link.resolve("clew.log"), 100, 2, true)) {
      append(file, "two");
    }

    assertThat(real.resolve("clew.log")).hasContent("two\n");
  }

  @Test
  void linkedFile_isRefused() throws IOException {
    Path target = Files.writeString(folder.resolve("other"), "");
    Path link = Files.createSymbolicLink(folder.resolve("clew.log"), target);
    try (RotatingFile file = new RotatingFile(link, 100, 2, false)) {
      assertThatThrownBy(() -> append(file, "one")).hasMessageContaining("is a symbolic link");
    }

    assertThat(target).isEmptyFile();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void append(RotatingFile file, String line) throws IOException {
    file.append((line + "\n").getBytes(UTF_8));
  }
}
