// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of another JVM that did not come to their end, and two JVMs on one tape. */
class CutShortTest {
  private static final int FOREVER = Integer.MAX_VALUE;

  @TempDir Path folder;

  /** Replays a tape to its end and one call further. */
  private static void assertReplaysUpToItsEnd(Path file) throws TapeException {
    int calls = TapeReader.read(file).entries().size();
    assertThat(calls).isGreaterThan(10);
    TestTape replay = TestTape.replay(file);
    assertThat(replay.lines)
        .singleElement()
        .asString()
        .contains(calls + " calls")
        .endsWith("; the recording was cut short after #" + calls);
    for (int call = 1; call <= calls; call++) {
      assertThat(replay.played(RecordingProcess.question(call)).text())
          .isEqualTo(RecordingProcess.answer(call));
    }
    Throwable miss = replay.played(RecordingProcess.question(calls + 1)).failure();
    assertThat(miss)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("\n  the recording was cut short after #" + calls + "\n");
    replay.close();
  }

  @Test
  void recordingThatIsKilled_replaysUpToWhereItEnds() throws Exception {
    Path file = folder.resolve("run.tape");
    try (RecordingProcess process = RecordingProcess.start(file, FOREVER)) {
      assertThat(process.line()).isEqualTo("20 KB");
      process.kill();
    }

    assertReplaysUpToItsEnd(file);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void diskThatIsFull_stopsTheRecordingAlone() throws Exception {
    Path file = folder.resolve("run.tape");
    String limited = "ulimit -f 64; exec \"$0\" \"$@\""; // 32 or 64 KB, by shell
    try (RecordingProcess process = RecordingProcess.start(file, 100, "/bin/sh", "-c", limited)) {
      assertThat(process.lines())
          .endsWith("the application has ended")
          .filteredOn(line -> line.contains("recording has stopped"))
          .singleElement()
          .asString()
          .contains(file.toString(), "cannot be written", "the application goes on");
    }

    assertThat(Files.size(file)).isBetween(16_000L, 70_000L);
    assertReplaysUpToItsEnd(file);
  }

  @Test
  void secondRecorder_isRefused_andDoesNoHarm() throws Exception {
    Path file = folder.resolve("run.tape");
    try (RecordingProcess process = RecordingProcess.start(file, FOREVER)) {
      assertThat(process.line()).isEqualTo("20 KB");

      assertThatThrownBy(() -> TestTape.recording(file))
          .isInstanceOf(TapeException.class)
          .hasMessage(
              "the tape %s is being recorded by another process; let each record to a file of its own, for example run-%%p.tape, where %%p is the id of the process"
                  .formatted(file));
      assertThatThrownBy(() -> TestTape.replay(file))
          .isInstanceOf(TapeException.class)
          .hasMessage(
              "the tape %s is being recorded by another process; wait until that has ended, or replay a copy"
                  .formatted(file));
      process.kill();
    }

    assertThat(folder.toFile().list()).containsExactly("run.tape");
    assertReplaysUpToItsEnd(file);
  }

  @Test
  void recordersThatStartAtOnce_oneIsTheOnlyOne() throws Exception {
    Path file = folder.resolve("run.tape");
    try (RecordingProcess a = RecordingProcess.start(file, 20);
        RecordingProcess b = RecordingProcess.start(file, 20);
        RecordingProcess c = RecordingProcess.start(file, 20)) {
      int ended = 0;
      for (RecordingProcess each : new RecordingProcess[] {a, b, c}) {
        String said = String.join("\n", each.lines());
        assertThat(said).containsAnyOf("recorded 20 calls", "is being recorded by another process");
        ended += said.contains("recorded 20 calls") ? 1 : 0;
      }
      assertThat(ended).isPositive();
    }

    assertThat(TapeReader.read(file).complete()).isTrue();
    assertThat(TapeReader.read(file).entries()).hasSize(20);
    assertThat(folder.toFile().list()).containsExactly("run.tape");
  }

  @Test
  void twoReplaysAtOnce_bothGetAllAnswers() throws IOException {
    Path file = folder.resolve("run.tape");
    TestTape tape = TestTape.recording(file);
    tape.call("{}", "{\"a\":1}");
    tape.close();

    TestTape one = TestTape.replay(file);
    TestTape two = TestTape.replay(file);

    assertThat(one.played("{}").text()).isEqualTo("{\"a\":1}");
    assertThat(two.played("{}").text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void newRecording_whileTheOldOneIsReplayed_doesNotDisturbIt() throws IOException {
    Path file = folder.resolve("run.tape");
    TestTape tape = TestTape.recording(file);
    tape.call("{}", "{\"a\":1}");
    tape.close();
    TestTape replay = TestTape.replay(file);

    TestTape again = TestTape.recording(file);
    again.call("{}", "{\"a\":2}");

    assertThat(replay.played("{}").text()).isEqualTo("{\"a\":1}");
    again.close();
    assertThat(TestTape.replay(file).played("{}").text()).isEqualTo("{\"a\":2}");
  }
}
