// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.core.log.AgentLog.Category;
import dev.clew.core.log.AgentLog.Level;
import dev.clew.core.log.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LogFileTest {
  @TempDir Path folder;
  private final List<String> stderr = new CopyOnWriteArrayList<>();

  @Test
  void lines_areWrittenInOrder_beforeItIsClosed() {
    Path path = folder.resolve("clew.log");
    LogFile file = file(path);

    for (int i = 0; i < 1_000; i++) {
      file.write(line("line " + i));
    }
    file.close();

    assertThat(path).content().startsWith("line 0\nline 1\n").endsWith("line 999\n");
    assertThat(stderr).isEmpty();
  }

  @Test
  void nothingWritten_createsNoFile() {
    Path path = folder.resolve("clew.log");

    file(path).close();

    assertThat(path).doesNotExist();
  }

  @Test
  void fileThatCannotBeWritten_isReportedOnce_andLinesGoToStderr() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    Path path = notAFolder.resolve("clew.log");
    LogFile file = file(path);

    file.write(line("one"));
    file.write(line("two"));
    file.close();

    assertThat(stderr).hasSize(3).contains("one", "two");
    assertThat(stderr.get(0))
        .startsWith("clew.log.file: cannot write " + path + " (")
        .endsWith("); lines go to stderr until it can be written");
  }

  @Test
  void lineAfterTheEnd_goesToStderr() {
    LogFile file = file(folder.resolve("clew.log"));
    file.close();

    file.write(line("late"));

    assertThat(stderr).containsExactly("late");
  }

  private LogFile file(Path path) {
    return new LogFile(
        new RotatingFile(path, 1 << 20, 2, false),
        LogLine::message,
        line -> stderr.add(line.message()));
  }

  private static LogLine line(String message) {
    return new LogLine(Instant.EPOCH, Level.INFO, Category.RUNTIME, "main", message, null);
  }
}
