// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.tape.TapeRequest;
import dev.clew.tape.TestTape;
import dev.clew.tape.format.TapeFile;
import dev.clew.tape.format.TapeHeader;
import dev.clew.tape.format.TapeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeWriterTest {
  private static final TapeHeader HEADER = new TapeHeader("", "", "", Map.of(), 1, false);

  @TempDir Path folder;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AtomicLong memory = new AtomicLong();
  private final EntryMaker maker =
      new EntryMaker(new RequestReader(TestTape.filter()), TestTape.filter(), System.nanoTime());

  private CallRecording recording(TapeWriter writer, TapeRequest request, long seq) {
    return new CallRecording(request, seq, "", "", memory, writer::add);
  }

  @Test
  void call_isWrittenOnceItEnds_andItsMemoryFreed() throws Exception {
    Path file = folder.resolve("run.tape");
    TapeWriter writer = TapeWriter.start(file, HEADER, maker, Map::of, lines::add);
    CallRecording call = recording(writer, TestTape.request("{}"), 1);
    call.piece("text");
    assertThat(memory).hasValue(4);
    call.complete();
    writer.close(Duration.ofSeconds(10));

    assertThat(TapeReader.read(file).entries()).hasSize(1);
    assertThat(TapeReader.read(file).complete()).isTrue();
    assertThat(memory).hasValue(0);
  }

  @Test
  void diskFull_stopsRecordingWithOneLine() throws Exception {
    Path file = folder.resolve("run.tape");
    TapeFile tape = TapeFile.create(file, HEADER);
    TapeWriter writer = TapeWriter.start(file, tape, maker, Map::of, lines::add);
    tape.close(); // nothing can be written any more
    recording(writer, TestTape.request("{}"), 1).complete();
    recording(writer, TestTape.request("{}"), 2).complete();
    writer.close(Duration.ofSeconds(10));

    assertThat(lines).singleElement().asString().contains("recording has stopped", "goes on");
    assertThat(writer.lost()).isEqualTo(2);
    assertThat(TapeReader.read(file).complete()).isFalse();
  }

  @Test
  void binaryAnswerWithAKey_isNotRecorded() throws Exception {
    Path file = folder.resolve("run.tape");
    TapeWriter writer = TapeWriter.start(file, HEADER, maker, Map::of, lines::add);
    CallRecording call = recording(writer, TestTape.request("{}"), 1);
    call.piece(new byte[] {(byte) 0xff}, 0, 1);
    call.piece(" sk-proj-" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0");
    call.complete();
    writer.close(Duration.ofSeconds(10));

    assertThat(lines).singleElement().asString().startsWith("clew: #1 is not recorded");
    assertThat(Files.readString(file)).doesNotContain("a1B2");
  }

  @Test
  void requestThatCannotBeRead_isLostAndSaid() throws Exception {
    Path file = folder.resolve("run.tape");
    TapeWriter writer = TapeWriter.start(file, HEADER, maker, Map::of, lines::add);
    TapeRequest broken =
        TapeRequest.http(
            TapeWriterTest.class,
            "POST",
            "/",
            () -> {
              throw new IllegalStateException("gone");
            });
    recording(writer, broken, 1).complete();
    recording(writer, TestTape.request("{}"), 2).complete();
    writer.close(Duration.ofSeconds(10));

    assertThat(writer.lost()).isEqualTo(1);
    assertThat(writer.written()).isEqualTo(1);
    assertThat(lines).singleElement().asString().contains("gone");
  }

  @Test
  void libraries_areNamedOnceTheyAreKnown() throws Exception {
    Path file = folder.resolve("run.tape");
    AtomicReference<Map<String, String>> libraries = new AtomicReference<>(Map.of());
    TapeWriter writer = TapeWriter.start(file, HEADER, maker, libraries::get, lines::add);
    libraries.set(Map.of("openai-java", "4.101.0"));
    recording(writer, TestTape.request("{}"), 1).complete();
    recording(writer, TestTape.request("{}"), 2).complete();
    while (writer.written() < 2) {
      Thread.onSpinWait();
    }
    libraries.set(Map.of("openai-java", "4.101.0", "mcp", "1.1.5"));
    writer.close(Duration.ofSeconds(10));

    assertThat(TapeReader.read(file).header().libraries()).isEqualTo(libraries.get());
    assertThat(Files.readAllLines(file))
        .filteredOn(line -> line.contains("openai-java"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"seq\":1,");
  }

  @Test
  void callsThatCouldNotBeRecorded_areCountedOnTheTape() throws Exception {
    Path file = folder.resolve("run.tape");
    TapeWriter writer = TapeWriter.start(file, HEADER, maker, Map::of, lines::add);
    CallRecording call = recording(writer, TestTape.request("{}"), 1);
    call.piece(new byte[] {(byte) 0xff}, 0, 1);
    call.piece(" sk-proj-" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0");
    call.complete();
    writer.close(Duration.ofSeconds(10));

    assertThat(TapeReader.read(file).lacks()).isEqualTo("1 call was not recorded");
  }
}
