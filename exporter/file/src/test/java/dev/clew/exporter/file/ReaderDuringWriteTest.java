// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.api.data.CustomData;
import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.Samples;
import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who follows the file while it is written, on a disk that is full now and then. */
class ReaderDuringWriteTest {
  private static final int ROUNDS = 200;

  @TempDir Path home;
  private final ObjectMapper json = new ObjectMapper();
  private long offset;
  private int read;

  @Test
  void follower_readsEveryExportedSpanOnce_inWholeLines() throws IOException {
    FullDisk disk = new FullDisk(new PrivateFolder(home));
    FileSettings settings = new FileSettings(home, 1 << 30, Duration.ofDays(1), 1 << 30);
    int lost = 0;
    try (FileExporter exporter =
        new FileExporter(
            settings,
            new TraceFileName(1, Instant.EPOCH),
            InstantSource.fixed(Instant.EPOCH),
            disk::open)) {
      disk.whenFull = () -> follow(exporter.currentFile()); // before the torn line is taken back
      for (int round = 1; round <= ROUNDS; round++) {
        disk.bytesLeft = round % 3 == 0 ? 137L * round % 5_000 : Long.MAX_VALUE;
        try {
          exporter.export(batch(round));
        } catch (ExportException e) {
          lost += e.lostSpans();
        }
        follow(exporter.currentFile());
      }
    }

    assertThat(lost).isBetween(1, ROUNDS * 10);
    assertThat(read).isEqualTo(ROUNDS * 10 - lost);
  }

  private static List<ExportRecord> batch(int round) {
    CustomData data = new CustomData("turn", Map.of("round", round, "k", "é".repeat(round % 50)));
    return IntStream.range(0, 10).<ExportRecord>mapToObj(i -> Samples.span(2, data)).toList();
  }

  private void follow(Path file) {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] more = new byte[Math.toIntExact(in.length() - offset)];
      in.seek(offset);
      in.readFully(more);
      String text = new String(more, UTF_8);
      int whole = text.lastIndexOf('\n') + 1;
      for (String line : text.substring(0, whole).lines().toList()) {
        assertThat(json.readTree(line).path("object").asText()).isEqualTo("trace.span");
        read++;
      }
      offset += text.substring(0, whole).getBytes(UTF_8).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
