// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenComparisonTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void sameRecordings_areZero() throws IOException {
    record("before", "DeskIT/runs.txt", "a = 1", "a = 1");
    record("after", "DeskIT/runs.txt", "a = 1", "a = 1");

    assertThat(compare()).isZero();
    assertThat(printed.toString(UTF_8)).isEqualTo("0 of 1 scenarios differ\n");
  }

  @Test
  void changedAndRepeatedLines_areShownSideBySide() throws IOException {
    record("before", "DeskIT/runs.txt", "a = 1", "b = 1", "c = 1", "c = 1");
    record("after", "DeskIT/runs.txt", "a = 2", "b = 1", "c = 1");

    assertThat(compare()).isEqualTo(1);
    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            DeskIT/runs.txt
              - a = 1
              + a = 2
              - c = 1
            1 of 1 scenarios differ
            """);
  }

  @Test
  void scenario_thatOneRecordingLacks_isADifference() throws IOException {
    record("before", "DeskIT/gone.txt", "a = 1");
    record("after", "DeskIT/new.txt", "a = 1");

    assertThat(compare()).isEqualTo(1);
    assertThat(printed.toString(UTF_8))
        .isEqualTo(
            """
            DeskIT/gone.txt
              only in the first recording
            DeskIT/new.txt
              only in the second recording
            2 of 2 scenarios differ
            """);
  }

  @Test
  void lines_thatAreMeantToChange_canBeIgnored() throws IOException {
    record("before", "DeskIT/runs.txt", "usage = null", "a = 1");
    record("after", "DeskIT/runs.txt", "usage = 3", "usage.estimated = true", "a = 1");

    assertThat(compare("--ignore=^usage")).isZero();
  }

  @Test
  void manyLines_areCutAndCounted() throws IOException {
    record("before", "DeskIT/runs.txt", "a", "b", "c");
    record("after", "DeskIT/runs.txt", "d");

    assertThat(compare("--lines=1")).isEqualTo(1);
    assertThat(printed.toString(UTF_8)).contains("  - a\n  … and 3 lines more\n");
  }

  @Test
  void nothingRecorded_isNotSuccess() throws IOException {
    Files.createDirectories(folder.resolve("before"));
    Files.createDirectories(folder.resolve("after"));

    assertThat(compare()).isEqualTo(2);
  }

  private int compare(String... options) throws IOException {
    String[] args = new String[options.length + 2];
    args[0] = folder.resolve("before").toString();
    args[1] = folder.resolve("after").toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return GoldenComparison.run(new PrintStream(printed, true, UTF_8), args);
  }

  private void record(String recording, String scenario, String... lines) throws IOException {
    Path file = folder.resolve(recording).resolve(scenario);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
  }
}
