// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.clew.api.data.CustomData;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import dev.clew.exporter.Samples;
import dev.clew.exporter.TraceSchema;
import dev.clew.exporter.folder.PrivateFolder;
import dev.clew.exporter.json.JvmRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileExporterTest {
  private static final Instant STARTED = Instant.parse("2026-11-20T23:00:00.123Z");
  private static final Instant NOW = Instant.parse("2026-11-21T07:38:12Z");
  private static final long MIB = 1 << 20;

  @TempDir Path home;

  @Test
  void file_beforeTheFirstBatch_doesNotExist() throws IOException {
    try (FileExporter exporter = exporter(FileSettings.in(home))) {
      assertThat(home.resolve("traces")).doesNotExist();
      assertThat(exporter.currentFile()).isNull();
    }
  }

  @Test
  void batch_isWrittenAsValidLines() throws IOException {
    List<ExportRecord> batch = new ArrayList<>();
    Samples.allData().forEach(data -> batch.add(Samples.span(2, data)));
    batch.add(Samples.trace(10));

    try (FileExporter exporter = exporter(FileSettings.in(home))) {
      exporter.export(batch);
      exporter.export(batch);
    }

    Path file = home.resolve("traces/20261121-4711-1795215600123.jsonl");
    assertThat(Files.readString(file)).endsWith("}\n");
    TraceSchema schema = new TraceSchema();
    assertThat(Files.readAllLines(file))
        .hasSize(22)
        .allSatisfy(line -> assertThat(schema.violations(line)).isEmpty());
  }

  @Test
  void liveLines_standBetweenTheSpansAndAreValid() throws IOException {
    List<SpanRecord> open = new ArrayList<>();
    Samples.allData().forEach(data -> open.add(Samples.span(2, data)));
    JvmRecord jvm =
        new JvmRecord("4711-1", Samples.START, Map.of("java_version", "25"), Map.of("cpu", 0.5));

    try (FileExporter exporter = exporter(FileSettings.in(home))) {
      assertThat(exporter.openSpans(open)).isTrue();
      exporter.export(small(1));
      assertThat(exporter.jvm(jvm)).isTrue();
    }

    TraceSchema schema = new TraceSchema();
    Path file = home.resolve("traces/20261121-4711-1795215600123.jsonl");
    List<String> lines = Files.readAllLines(file);
    assertThat(lines)
        .hasSize(open.size() + 2)
        .allSatisfy(line -> assertThat(schema.violations(line)).isEmpty());
    assertThat(lines.get(0)).contains("\"trace.span.open\"", "\"ended_at\":null", "\"running\"");
    assertThat(lines.get(open.size())).contains("\"trace.span\"");
    assertThat(lines.get(open.size() + 1)).contains("\"clew.jvm\"", "\"cpu\":0.5");
  }

  @Test
  void liveLines_afterTheEnd_areNotWritten() throws IOException {
    FileExporter exporter = exporter(FileSettings.in(home));
    exporter.close();

    assertThat(exporter.openSpans(List.of(Samples.span(1, Samples.generation())))).isFalse();
    assertThat(home.resolve("traces")).doesNotExist();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void directoryAndFile_areTheOwnersAlone() throws IOException {
    try (FileExporter exporter = exporter(FileSettings.in(home.resolve("new/home")))) {
      exporter.export(small(1));

      assertThat(permissions(home.resolve("new"))).isEqualTo("rwx------");
      assertThat(permissions(home.resolve("new/home/traces"))).isEqualTo("rwx------");
      assertThat(permissions(exporter.currentFile())).isEqualTo("rw-------");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void file_inADirectoryOpenToOthers_isStillTheOwnersAlone() throws IOException {
    Files.createDirectory(home.resolve("traces"));
    Files.setPosixFilePermissions(
        home.resolve("traces"), PosixFilePermissions.fromString("rwxrwxrwx"));

    try (FileExporter exporter = exporter(FileSettings.in(home))) {
      exporter.export(small(1));

      assertThat(permissions(exporter.currentFile())).isEqualTo("rw-------");
    }
  }

  @Test
  void file_grownFull_isFollowedByTheNext() throws IOException {
    FileSettings settings = new FileSettings(home, 2_000, Duration.ofDays(14), MIB);

    try (FileExporter exporter = exporter(settings)) {
      for (int n = 1; n <= 10; n++) {
        exporter.export(small(n));
      }
    }

    List<Path> files = traceFiles();
    assertThat(files).hasSizeBetween(3, 10);
    assertThat(files.get(0)).hasFileName("20261121-4711-1795215600123-1.jsonl");
    assertThat(home.resolve("20261121-4711-1795215600123.jsonl")).exists();
    assertThat(files).allSatisfy(file -> assertThat(Files.size(file)).isLessThanOrEqualTo(2_000));
    assertThat(allLines()).hasSize(10);
  }

  @Test
  void name_takenByAnotherJvm_isLeftAlone() throws IOException {
    Path taken = home.resolve("20261121-4711-1795215600123.jsonl");
    Files.writeString(taken, "theirs\n");

    try (FileExporter exporter = exporter(settings())) {
      exporter.export(small(1));

      assertThat(exporter.currentFile()).hasFileName("20261121-4711-1795215600123-1.jsonl");
    }
    assertThat(taken).hasContent("theirs\n");
  }

  @Test
  void oldFiles_areDeletedAtOpening() throws IOException {
    Path old = existing("20261101-1-1.jsonl", 10, NOW.minus(Duration.ofDays(15)));
    Path young = existing("20261120-1-2.jsonl", 10, NOW.minus(Duration.ofDays(13)));
    Path foreign = existing("notes.jsonl", 10, NOW.minus(Duration.ofDays(99)));
    Path similar = existing("20261101-1-1.jsonl.bak", 10, NOW.minus(Duration.ofDays(99)));

    try (FileExporter exporter = exporter(settings())) {
      exporter.export(small(1));
    }

    assertThat(old).doesNotExist();
    assertThat(List.of(young, foreign, similar)).allSatisfy(path -> assertThat(path).exists());
  }

  @Test
  void oldestFiles_beyondTheTotal_areDeletedButNoneInUse() throws IOException {
    Path oldest = existing("20261101-1-1.jsonl", 3_000, NOW.minus(Duration.ofDays(3)));
    Path older = existing("20261102-1-1.jsonl", 3_000, NOW.minus(Duration.ofDays(2)));
    Path recent = existing("20261103-1-1.jsonl", 3_000, NOW.minus(Duration.ofDays(1)));
    Path inUse = existing("20261104-1-1.jsonl", 3_000, NOW.minus(Duration.ofSeconds(59)));

    try (FileExporter exporter =
        exporter(new FileSettings(home, 100, Duration.ofDays(14), 6_500))) {
      exporter.export(small(1));
      assertThat(exporter.currentFile()).exists();
    }

    assertThat(List.of(oldest, older)).allSatisfy(path -> assertThat(path).doesNotExist());
    assertThat(List.of(recent, inUse)).allSatisfy(path -> assertThat(path).exists());
  }

  @Test
  void directory_removedMeanwhile_isMadeAgain() throws IOException {
    Path directory = home.resolve("traces");
    try (FileExporter exporter = exporter(FileSettings.in(home))) {
      exporter.export(small(1));
      Files.delete(exporter.currentFile());
      Files.delete(directory);

      exporter.export(small(2));

      assertThat(Files.readAllLines(exporter.currentFile())).hasSize(1);
    }
  }

  @Test
  void record_thatCannotBeEncoded_costsOnlyItself() throws IOException {
    CustomData poison = new CustomData("c", Map.of("a", "b".repeat(9_000), "k", new Poison()));
    List<ExportRecord> batch =
        List.of(small(1).get(0), Samples.span(2, poison), small(3).get(0), Samples.trace(3));

    try (FileExporter exporter = exporter(settings())) {
      ExportException e = catchThrowableOfType(ExportException.class, () -> exporter.export(batch));

      assertThat(e.lostSpans()).isEqualTo(1);
      assertThat(e.lostTraces()).isZero();
      assertThat(Files.readAllLines(exporter.currentFile())).hasSize(3);
    }
  }

  @Test
  void giantRecord_leavesItsNeighboursValid() throws IOException {
    CustomData giant = new CustomData("c", Map.of("k", "g".repeat(20_000_000)));
    List<ExportRecord> batch =
        List.of(small(1).get(0), Samples.span(2, giant), small(3).get(0), Samples.trace(3));

    try (FileExporter exporter = exporter(settings())) {
      exporter.export(batch);
    }

    assertThat(allLines()).hasSize(4).allSatisfy(line -> assertThat(line).endsWith("}"));
  }

  @Test
  @EnabledIf("hasFullDevice")
  void diskFull_isAnErrorAndTheNextBatchTriesAgain() throws IOException {
    List<Path> asked = new ArrayList<>();
    PrivateFolder directory = new PrivateFolder(home);
    FileExporter exporter =
        exporter(
            settings(),
            file -> {
              asked.add(file);
              return asked.size() == 1
                  ? Files.newByteChannel(Path.of("/dev/full"), StandardOpenOption.WRITE)
                  : directory.createFile(file);
            });

    ExportException e =
        catchThrowableOfType(ExportException.class, () -> exporter.export(small(1)));
    exporter.export(small(2));
    exporter.close();

    assertThat(e.lostSpans()).isEqualTo(1);
    assertThat(e).hasRootCauseMessage("No space left on device");
    assertThat(allLines()).hasSize(1);
  }

  @Test
  void write_thatFailsHalfWay_isTakenBack() throws IOException {
    FullDisk disk = new FullDisk(new PrivateFolder(home));
    FileExporter exporter = exporter(settings(), disk::open);
    exporter.export(small(1));

    disk.bytesLeft = 100;
    ExportException e =
        catchThrowableOfType(ExportException.class, () -> exporter.export(small(2)));
    disk.bytesLeft = Long.MAX_VALUE;
    exporter.export(small(3));
    exporter.close();

    assertThat(e.lostSpans()).isEqualTo(1);
    assertThat(traceFiles()).hasSize(1);
    TraceSchema schema = new TraceSchema();
    assertThat(allLines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(schema.violations(line)).isEmpty());
  }

  @Test
  void write_thatCannotBeTakenBack_isNeverContinued() throws IOException {
    FullDisk disk = new FullDisk(new PrivateFolder(home));
    disk.truncates = false;
    FileExporter exporter = exporter(settings(), disk::open);
    exporter.export(small(1));

    disk.bytesLeft = 100;
    assertThatIOException().isThrownBy(() -> exporter.export(small(2)));
    disk.bytesLeft = Long.MAX_VALUE;
    exporter.export(small(3));
    exporter.close();

    List<Path> files = traceFiles();
    assertThat(files).hasSize(2);
    assertThat(Files.readString(files.get(0))).endsWith("}\n");
    assertThat(Files.readString(files.get(1))).contains("}\n").doesNotEndWith("\n");
  }

  static boolean hasFullDevice() {
    return Files.exists(Path.of("/dev/full"));
  }

  private FileSettings settings() {
    return new FileSettings(home, 100 * MIB, Duration.ofDays(14), 1000 * MIB);
  }

  private static FileExporter exporter(FileSettings settings) {
    return exporter(settings, null);
  }

  private static FileExporter exporter(FileSettings settings, TraceFileWriter.Opener opener) {
    return new FileExporter(
        settings, new TraceFileName(4711, STARTED), InstantSource.fixed(NOW), opener);
  }

  private static List<ExportRecord> small(int n) {
    return List.of(Samples.span(n, new CustomData("turn", Map.of("n", n))));
  }

  private Path existing(String name, int size, Instant modified) throws IOException {
    Path file = Files.write(home.resolve(name), new byte[size]);
    return Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private List<Path> traceFiles() throws IOException {
    try (Stream<Path> paths = Files.list(home)) {
      return paths.filter(p -> p.toString().endsWith(".jsonl")).sorted().toList();
    }
  }

  private List<String> allLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : traceFiles()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  private static final class Poison {
    @Override
    public String toString() {
      throw new IllegalStateException("poison");
    }
  }
}
