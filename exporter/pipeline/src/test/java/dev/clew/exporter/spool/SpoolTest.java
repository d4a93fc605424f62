// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final List<String> sent = new ArrayList<>();

  @Test
  void batches_areSentOnceInOrder() throws IOException {
    Spool spool = spool("ids-1");
    write(spool, "a", "b", "c");

    assertThat(spool.drain(2, () -> true, this::send)).isEqualTo(2);
    assertThat(spool.drain(2, () -> true, this::send)).isEqualTo(1);
    assertThat(spool.drain(2, () -> true, this::send)).isZero();

    assertThat(sent).containsExactly("a", "b", "c");
    assertThat(spool.metrics()).isEqualTo(new SpoolMetrics(30, 30, 0, 0, 0, 0));
  }

  @Test
  void drain_stopsWhenThereIsSomethingBetterToDo() throws IOException {
    Spool spool = spool("ids-1");
    write(spool, "a", "b", "c");

    assertThat(spool.drain(64, () -> sent.size() < 2, this::send)).isEqualTo(2);

    assertThat(sent).containsExactly("a", "b");
    assertThat(spool.drain(64, () -> true, this::send)).isEqualTo(1);
  }

  @Test
  void failure_leavesBatchAndThoseBehindIt() throws IOException {
    Spool spool = spool("ids-1");
    write(spool, "a", "b");

    assertThatIOException()
        .isThrownBy(
            () ->
                spool.drain(
                    5,
                    () -> true,
                    bytes -> {
                      throw new IOException("away");
                    }));

    assertThat(spool.drain(5, () -> true, this::send)).isEqualTo(2);
    assertThat(sent).containsExactly("a", "b");
  }

  @Test
  void oldestBatches_makeRoomForNewOnes() throws IOException {
    Spool spool = spool("ids-1");
    String text = "x".repeat(400);
    write(spool, "1" + text, "2" + text, "3" + text, "4" + text);

    spool.drain(5, () -> true, this::send);

    assertThat(sent).extracting(each -> each.charAt(0)).containsExactly('3', '4');
    assertThat(spool.metrics()).isEqualTo(new SpoolMetrics(40, 20, 20, 0, 0, 0));
  }

  @Test
  void oldBatches_expire() throws IOException {
    Spool spool = spool("ids-1");
    write(spool, "a");
    now = now.plus(Duration.ofDays(2));
    write(spool, "b");

    spool.drain(5, () -> true, this::send);

    assertThat(sent).containsExactly("b");
    assertThat(spool.metrics().spansExpired()).isEqualTo(10);
  }

  @Test
  void batchOfAnotherFormat_isLeftAloneUntilItExpires() throws IOException {
    write(spool("ids-2"), "other");
    Spool spool = spool("ids-1");
    write(spool, "mine");

    spool.drain(5, () -> true, this::send);
    assertThat(sent).containsExactly("mine");
    assertThat(batches()).hasSize(1);

    now = now.plus(Duration.ofDays(2));
    spool.drain(5, () -> true, this::send);
    assertThat(batches()).isEmpty();
  }

  @Test
  void tornBatch_isNotSent() throws IOException {
    Spool spool = spool("ids-1");
    write(spool, "whole");
    Files.writeString(folder.resolve(batches().get(0)), "who");

    spool.drain(5, () -> true, this::send);

    assertThat(sent).isEmpty();
    assertThat(spool.metrics().spansRefused()).isEqualTo(10);
    assertThat(batches()).isEmpty();
  }

  @Test
  void folder_claimedByAnother_isNotSentFrom() throws Exception {
    Spool spool = spool("ids-1");
    write(spool, "a");

    try (SpoolFolder.Claim claim = new SpoolFolder(new PrivateFolder(folder)).claim()) {
      assertThat(claim).isNotNull();
      assertThat(spool.drain(5, () -> true, this::send)).isZero();
    }
    assertThat(spool.drain(5, () -> true, this::send)).isEqualTo(1);
  }

  @Test
  void batch_largerThanTheSpool_isRefusedAndCostsNothing() throws IOException {
    Spool spool = spool("ids-1");
    write(spool, "a");

    assertThatIOException()
        .isThrownBy(() -> spool.write(new byte[2_000], 1, 0))
        .withMessage("batch of 2000 bytes, spool of 1000");
    assertThat(batches()).hasSize(1);
  }

  private boolean send(byte[] bytes) {
    sent.add(new String(bytes, StandardCharsets.US_ASCII));
    return true;
  }

  private static void write(Spool spool, String... texts) throws IOException {
    for (String text : texts) {
      spool.write(text.getBytes(StandardCharsets.US_ASCII), 10, 1);
    }
  }

  private Spool spool(String format) {
    return new Spool(new SpoolSettings(folder, 1_000, Duration.ofDays(1)), format, () -> now);
  }

  private List<String> batches() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(".batch")).toList();
    }
  }
}
