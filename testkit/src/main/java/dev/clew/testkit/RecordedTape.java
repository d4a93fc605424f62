// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRequest;
import dev.clew.exporter.redact.RedactionRules;
import dev.clew.exporter.redact.Redactor;
import dev.clew.tape.RequestChange;
import dev.clew.tape.TapeOptions;
import dev.clew.tape.TapeSession;
import dev.clew.tape.ToolModes;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.secret.SecretFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The real tape, for tests of hooks that make the same calls twice: first recorded, then replayed.
 * Until told, it does neither.
 */
public final class RecordedTape implements Tape {
  private static final SecretFilter FILTER =
      new SecretFilter(new Redactor(RedactionRules.standard()), new byte[32]);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile @Nullable TapeSession session;
  private @Nullable Path file;

  /** Records from now on, on a new tape. */
  public void record() {
    stop();
    try {
      file = Files.createTempDirectory("clew-tape").resolve("run.tape");
      file.toFile().deleteOnExit();
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
    open(file, null);
  }

  /** Answers from now on with what was recorded. */
  public void replay() {
    stop();
    open(null, file());
  }

  /** Makes every call for real from now on, changed as in a fork from the first call on. */
  public void fork(RequestChange change) {
    stop();
    open(null, file(), 0, change);
  }

  /** Waits until a call is on the tape: one that is cancelled may end on another thread, later. */
  public void awaitEntry() {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    try {
      while (Files.readAllLines(file()).size() < 2 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }

  /** Ends the recording, and returns what is on the tape. */
  public List<TapeEntry> entries() {
    stop();
    try {
      return TapeReader.read(file()).entries();
    } catch (TapeException thrown) {
      throw new AssertionError(thrown);
    }
  }

  /** Ends the recording, and returns the tape's text. */
  public String text() {
    stop();
    try {
      return Files.readString(file());
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
  }

  /** Ends what is on, and returns what was said about it. */
  public List<String> stop() {
    TapeSession last = session;
    session = null;
    if (last != null) {
      last.close(Duration.ofSeconds(10));
    }
    List<String> said = List.copyOf(lines);
    lines.clear();
    return said;
  }

  private Path file() {
    return Objects.requireNonNull(file, "nothing was recorded");
  }

  private void open(@Nullable Path record, @Nullable Path replay) {
    open(record, replay, Long.MAX_VALUE, RequestChange.NONE);
  }

  private void open(
      @Nullable Path record, @Nullable Path replay, long until, RequestChange change) {
    TapeOptions options =
        new TapeOptions(
            record, replay, false, until, ToolModes.of(List.of()), 0, true, null, change);
    try {
      TapeReader.Tape tape = replay == null ? null : TapeReader.read(replay);
      session = new TapeSession(options, tape, FILTER, Map.of(), "test", context -> "", lines::add);
    } catch (TapeException thrown) {
      throw new AssertionError(thrown);
    }
  }

  @Override
  public TapeDecision begin(TapeRequest request) {
    TapeSession current = session;
    return current == null ? TapeDecision.PASS : current.begin(request);
  }

  @Override
  public boolean skipsWaits() {
    TapeSession current = session;
    return current != null && current.skipsWaits();
  }

  @Override
  public Executor executor() {
    return Objects.requireNonNull(session, "nothing is on").executor();
  }
}
