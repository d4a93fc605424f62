// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.tape;

import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRequest;
import dev.clew.exporter.redact.RedactionRules;
import dev.clew.exporter.redact.Redactor;
import dev.clew.tape.TapeOptions;
import dev.clew.tape.TapeSession;
import dev.clew.tape.ToolModes;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.secret.SecretFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The real tape, in one file, that is recorded and then played. */
final class TapeFile implements Tape {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile @Nullable TapeSession session;
  private volatile @Nullable Path file;

  /** Records from now on. */
  void record(Path target) throws Exception {
    file = target;
    lines.clear();
    session = session(target, null, Long.MAX_VALUE, "recorded");
  }

  /** Plays from now on what has been recorded. */
  void play() throws Exception {
    play(Long.MAX_VALUE, "recorded");
  }

  void play(long until, String tools) throws Exception {
    close();
    session = session(null, Objects.requireNonNull(file), until, tools);
  }

  private TapeSession session(
      @Nullable Path record, @Nullable Path replay, long until, String tools) throws Exception {
    TapeOptions options =
        new TapeOptions(record, replay, false, until, ToolModes.of(List.of(tools)), 0, false, null);
    TapeReader.Tape tape = replay == null ? null : TapeReader.read(replay);
    SecretFilter secrets =
        new SecretFilter(new Redactor(RedactionRules.secretsOnly()), new byte[32]);
    return new TapeSession(options, tape, secrets, Map.of(), "test", context -> "", lines::add);
  }

  /** Returns what people are told once the program has ended. */
  List<String> close() {
    TapeSession current = session;
    session = null;
    if (current != null) {
      current.close(Duration.ofSeconds(10));
    }
    return lines;
  }

  List<TapeEntry> entries() throws Exception {
    return TapeReader.read(Objects.requireNonNull(file)).entries();
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
    return Objects.requireNonNull(session).executor();
  }
}
