// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Batches of one exporter on disk, to be sent later, once, by whichever JVM gets to it first.
 *
 * <p>Any thread may write at any time; one JVM at a time sends, holding the folder's lock. A batch
 * is deleted as soon as it is sent; if the JVM dies in between, it is sent again. Writers enforce
 * the limits: the oldest batches are deleted first, including those of other formats.
 */
public final class Spool {
  private static final long LOOK_INTERVAL_MILLIS = 30_000;

  private final SpoolSettings settings;
  private final String format;
  private final InstantSource clock;
  private final SpoolFolder folder;
  private final String writer;
  private int number;
  private long lastMillis;
  private long nextLook;
  private long spansWritten;
  private long spansSent;
  private long spansExpired;
  private long spansRefused;
  private long spansWaiting;
  private long bytesWaiting;

  /**
   * Creates a spool without touching the disk.
   *
   * @param format the format of the bytes; files of other formats are never sent
   */
  public Spool(SpoolSettings settings, String format, InstantSource clock) {
    if (!format.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
      throw new IllegalArgumentException("format is not [a-z0-9][a-z0-9.-]*: " + format);
    }
    this.settings = settings;
    this.format = format;
    this.clock = clock;
    this.folder = new SpoolFolder(new PrivateFolder(settings.folder(), settings.guard()));
    this.writer =
        Long.toString(ProcessHandle.current().pid(), 36)
            + "x"
            + Integer.toString(ThreadLocalRandom.current().nextInt(1 << 30), 36);
  }

  /** Sends a batch; if it throws, the batch stays in the spool and the attempt ends. */
  public interface Sender {
    /** Returns whether the batch was accepted; if not, it never will be. */
    boolean send(byte[] encoded) throws IOException;
  }

  /** Stores a batch; throws if it cannot be stored. */
  public synchronized void write(byte[] encoded, int spans, int traces) throws IOException {
    if (encoded.length > settings.maxBytes()) {
      throw new IOException(
          "batch of %d bytes, spool of %d".formatted(encoded.length, settings.maxBytes()));
    }
    lastMillis = Math.max(lastMillis, clock.millis());
    if (lastMillis >= nextLook || bytesWaiting + encoded.length > settings.maxBytes()) {
      look(encoded.length);
    }
    String name = SpoolFile.name(lastMillis, writer, number++, spans, traces, crc(encoded), format);
    folder.write(name, encoded);
    spansWritten += spans;
    spansWaiting += spans;
    bytesWaiting += encoded.length;
  }

  /**
   * Sends up to {@code most} batches, the oldest first, and returns how many have left the folder;
   * fewer than {@code most} if there are no more, another JVM is sending, or {@code goesOn} returns
   * false. Listing the folder costs more than sending a batch, so {@code most} should be large.
   */
  public int drain(int most, BooleanSupplier goesOn, Sender sender) throws IOException {
    SpoolFolder.Claim claim = folder.claim();
    if (claim == null) {
      return 0;
    }
    try (claim) {
      Deque<SpoolFile> files = new ArrayDeque<>(look(0));
      int done = 0;
      while (done < most && !files.isEmpty() && goesOn.getAsBoolean()) {
        SpoolFile file = files.remove();
        if (file.format().equals(format)) {
          send(file, sender);
          done++;
        }
      }
      return done;
    }
  }

  /** Returns the counts so far. */
  public synchronized SpoolMetrics metrics() {
    return new SpoolMetrics(
        spansWritten, spansSent, spansExpired, spansRefused, spansWaiting, bytesWaiting);
  }

  private void send(SpoolFile file, Sender sender) throws IOException {
    byte[] encoded;
    try {
      encoded = Files.readAllBytes(file.path());
    } catch (NoSuchFileException e) {
      return; // a writer needed the room
    }
    boolean taken = crc(encoded) == file.crc() && sender.send(encoded);
    boolean deleted = Files.deleteIfExists(file.path());
    synchronized (this) {
      if (deleted) {
        spansSent += taken ? file.spans() : 0;
        spansRefused += taken ? 0 : file.spans();
        spansWaiting -= file.spans();
        bytesWaiting -= encoded.length;
      }
    }
  }

  /** Lists the folder and makes room: deletes what is too old, then what is oldest. */
  private synchronized List<SpoolFile> look(long room) throws IOException {
    long now = clock.millis();
    nextLook = now + LOOK_INTERVAL_MILLIS;
    Deque<SpoolFile> kept = new ArrayDeque<>(folder.list(now));
    Deque<Long> sizes = new ArrayDeque<>();
    long bytes = 0;
    for (SpoolFile file : kept) {
      long size = size(file);
      sizes.add(size);
      bytes += size;
    }
    long oldest = now - settings.maxAge().toMillis();
    for (SpoolFile file = kept.peek(); file != null && gone(file, oldest, bytes + room); ) {
      if (Files.deleteIfExists(file.path())) {
        spansExpired += file.spans();
      }
      kept.remove();
      bytes -= sizes.remove();
      file = kept.peek();
    }
    bytesWaiting = bytes;
    spansWaiting = kept.stream().mapToLong(SpoolFile::spans).sum();
    return List.copyOf(kept);
  }

  private boolean gone(@Nullable SpoolFile file, long oldestMillis, long bytes) {
    return file != null && (file.epochMillis() < oldestMillis || bytes > settings.maxBytes());
  }

  private static long size(SpoolFile file) throws IOException {
    try {
      return Files.size(file.path());
    } catch (NoSuchFileException e) {
      return 0; // just sent by another JVM
    }
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s (%s)", settings.folder(), format);
  }
}
