// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.viewer.Recording;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.TraceStore;
import dev.clew.viewer.store.memory.MemoryTraceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderTailerTest {

  @TempDir Path home;
  private final TraceStore store = new MemoryTraceStore(Clock.systemUTC());
  private final IngestCounters counters = new IngestCounters();
  private final List<String> log = new ArrayList<>();
  private Path folder;
  private FolderTailer tailer;

  @BeforeEach
  void create() {
    folder = home.resolve("traces");
    tailer = tailer();
  }

  private FolderTailer tailer() {
    return new FolderTailer(folder, store, counters, log::add, Clock.systemUTC());
  }

  private static String lines(int... numbers) {
    StringBuilder text = new StringBuilder();
    for (int number : numbers) {
      Recording recording = new Recording(number);
      recording.agent(null, "agent" + number, 0, 10);
      recording.trace("agent" + number, null, metadata -> {});
      recording.lines().forEach(line -> text.append(line).append('\n'));
    }
    return text.toString();
  }

  private void append(String file, String text) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private long traces() {
    return store.count(Selection.ALL);
  }

  @Test
  void folderThatAppearsLater_isRead() throws IOException {
    assertThat(tailer.poll()).isZero();
    append("20261129-1-1.jsonl", lines(1));

    assertThat(tailer.poll()).isEqualTo(2);
    assertThat(traces()).isEqualTo(1);
  }

  @Test
  void filesThatGrowTogether_areReadOnce() throws IOException {
    append("20261129-1-1.jsonl", lines(1));
    append("20261129-2-1.jsonl", lines(2));
    tailer.poll();
    append("20261129-1-1.jsonl", lines(3));
    append("20261129-2-1.jsonl", lines(4));
    append("20261129-1-1-1.jsonl", lines(5));

    assertThat(tailer.poll()).isEqualTo(6);
    assertThat(tailer.poll()).isZero();
    assertThat(traces()).isEqualTo(5);
  }

  @Test
  void tornLine_waitsForItsEnd() throws IOException {
    String text = lines(1, 2);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int torn = text.indexOf("agent2");
    Files.createDirectories(folder);
    Path file = folder.resolve("20261129-1-1.jsonl");
    Files.write(file, Arrays.copyOf(bytes, torn));
    tailer.poll();
    assertThat(traces()).isEqualTo(1);

    Files.write(file, Arrays.copyOfRange(bytes, torn, bytes.length), StandardOpenOption.APPEND);
    tailer.poll();

    assertThat(traces()).isEqualTo(2);
    assertThat(counters.snapshot(0).rejectedLines()).isZero();
  }

  @Test
  void newTailer_goesOnWhereTheOldOneWas() throws IOException {
    append("20261129-1-1.jsonl", lines(1));
    tailer.poll();
    append("20261129-1-1.jsonl", lines(2));

    assertThat(tailer().poll()).isEqualTo(2);
    assertThat(traces()).isEqualTo(2);
  }

  @Test
  void deletedFile_isForgotten_andItsTracesStay() throws IOException {
    append("20261129-1-1.jsonl", lines(1));
    tailer.poll();
    Files.delete(folder.resolve("20261129-1-1.jsonl"));
    tailer.poll();

    assertThat(store.positions()).isEmpty();
    assertThat(traces()).isEqualTo(1);
  }

  @Test
  void fileThatWasReplaced_isReadFromItsBeginning() throws IOException {
    append("20261129-1-1.jsonl", lines(1));
    tailer.poll();
    Files.writeString(folder.resolve("20261129-1-1.jsonl"), lines(2, 3));

    tailer.poll();

    assertThat(traces()).isEqualTo(3);
  }

  @Test
  void brokenLine_costsOnlyItself_andIsToldOf() throws IOException {
    append("20261129-1-1.jsonl", lines(1) + "{\"object\":\"trace.span\"\n" + lines(2));

    tailer.poll();

    assertThat(traces()).isEqualTo(2);
    assertThat(counters.snapshot(0).rejectedLines()).isEqualTo(1);
    assertThat(log).singleElement().asString().contains("20261129-1-1.jsonl");
  }

  @Test
  void otherFiles_areLeftAlone() throws IOException {
    append("notes.txt", lines(1));
    append("x.jsonl.tmp", lines(1));

    assertThat(tailer.poll()).isZero();
  }

  @Test
  void jvm_isThatOfTheFileName() {
    assertThat(FolderTailer.jvm(Path.of("20261129-4711-1795960000000.jsonl")))
        .isEqualTo("4711-1795960000000");
    assertThat(FolderTailer.jvm(Path.of("20261129-4711-1795960000000-3.jsonl")))
        .isEqualTo("4711-1795960000000");
    assertThat(FolderTailer.jvm(Path.of("mine.jsonl"))).isNull();
  }

  @Test
  void deadJvm_leavesNothingRunning() throws IOException {
    Recording recording = new Recording(1);
    recording.agent(null, "planner", 0, -1);
    append("20261129-4711-1795960000000.jsonl", recording.lines().get(0) + "\n");
    tailer.poll();

    assertThat(new DeadJvms(store, (pid, start) -> true).check()).isZero();
    assertThat(new DeadJvms(store, (pid, start) -> false).check()).isEqualTo(1);
    assertThat(store.trace(recording.traceId()).orElseThrow().row().status())
        .isEqualTo(Status.CANCELLED);
    assertThat(DeadJvms.leftOpen(store)).containsExactly(Map.entry("4711-1795960000000", 1));
  }
}
