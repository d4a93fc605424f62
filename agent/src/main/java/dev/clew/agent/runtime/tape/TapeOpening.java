// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.tape;

import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.ClewSettings.Content;
import dev.clew.core.settings.ContentSettings;
import dev.clew.core.settings.Settings;
import dev.clew.core.settings.TapeSettings;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.ClewVersion;
import dev.clew.exporter.redact.Redactor;
import dev.clew.tape.RequestChange;
import dev.clew.tape.TapeOptions;
import dev.clew.tape.TapeSession;
import dev.clew.tape.ToolModes;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.secret.MarkKey;
import dev.clew.tape.secret.SecretFilter;
import dev.clew.weave.WeaveJournal.LibraryCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the tape that the settings name. Whatever is wrong with it ends the start of the JVM: a run
 * that was to be replayed must not call models for real.
 */
public final class TapeOpening {
  private final Settings settings;
  private final Path home;
  private final Consumer<String> lines;

  /**
   * Prepares the opening.
   *
   * @param lines receives what people have to know
   */
  public TapeOpening(Settings settings, Path home, Consumer<String> lines) {
    this.settings = settings;
    this.home = home;
    this.lines = lines;
  }

  /** Returns what is replaced on a tape, depending on whether it is more than secrets. */
  public interface Redactors {
    Redactor redactor(boolean redacted);
  }

  /**
   * Opens the tape.
   *
   * @param libraries returns the copies of libraries that the tape's modules have recognised so far
   */
  public TapeSession open(
      Redactors redactors, RecordingTracer tracer, Supplier<List<LibraryCopy>> libraries)
      throws TapeException {
    Path replay = path(settings.get(TapeSettings.REPLAY));
    Path record = path(ofThisProcess(settings.get(TapeSettings.RECORD)));
    Content content = settings.get(ClewSettings.CONTENT);
    if (record != null && content == Content.NONE) {
      throw new TapeException(
          "clew.record is set and clew.content is none: a recording without content cannot be"
              + " replayed");
    }
    if (record != null && !settings.get(ContentSettings.REDACT_TOOLS).isEmpty()) {
      throw new TapeException(
          "clew.record is set and so is clew.redact.tools, which does not reach what requests to"
              + " models say about tools; use clew.redact.paths or clew.redact.patterns");
    }
    if (record != null && replay != null && isSame(record, replay)) {
      throw new TapeException("clew.record and clew.replay name the same file, " + record);
    }
    TapeReader.Tape tape = replay == null ? null : TapeReader.read(replay);
    // Requests are looked up in the form in which they were recorded.
    boolean redacted = tape == null ? content != Content.FULL : tape.header().redacted();
    SecretFilter filter = new SecretFilter(redactors.redactor(redacted), key());
    tracer.keepAgents();
    return new TapeSession(
        options(record, replay, redacted),
        tape,
        filter,
        () -> versions(libraries.get()),
        ClewVersion.ofThisJar(),
        RecordingTracer::agents,
        lines);
  }

  private TapeOptions options(@Nullable Path record, @Nullable Path replay, boolean redacted)
      throws TapeException {
    long until = settings.get(TapeSettings.UNTIL);
    try {
      return new TapeOptions(
          record,
          replay,
          settings.get(TapeSettings.MISS) == TapeSettings.Miss.LIVE,
          until == 0 ? Long.MAX_VALUE : until,
          ToolModes.of(settings.get(TapeSettings.TOOLS)),
          settings.get(TapeSettings.SPEED),
          redacted,
          path(ofThisProcess(settings.get(TapeSettings.REPORT))),
          change(until));
    } catch (IllegalArgumentException invalid) {
      throw new TapeException(TapeSettings.TOOLS.name() + " " + invalid.getMessage());
    }
  }

  private RequestChange change(long until) throws TapeException {
    String model = settings.get(TapeSettings.FORK_MODEL);
    String system = settings.get(TapeSettings.FORK_SYSTEM);
    if (model.isEmpty() && system.isEmpty()) {
      return RequestChange.NONE;
    }
    if (until == 0) {
      throw new TapeException(
          "clew.fork.* changes real calls of a fork, but clew.replay.until is not set");
    }
    return new RequestChange(
        model.isEmpty() ? null : model, system.isEmpty() ? null : prompt(system));
  }

  private static String prompt(String system) throws TapeException {
    if (!system.startsWith("@")) {
      return system;
    }
    try {
      return Files.readString(Path.of(system.substring(1)));
    } catch (IOException | InvalidPathException failure) {
      throw new TapeException(
          "the system prompt %s cannot be read (%s)".formatted(system.substring(1), failure));
    }
  }

  /** Without the home, marks hold for this run only, which matters only if there are secrets. */
  private byte[] key() {
    try {
      return MarkKey.in(home, settings.get(ClewSettings.HOME_TRUSTED));
    } catch (IOException failure) {
      lines.accept(
          "clew: requests with secrets will not be found on the tape, because its key cannot be"
              + " kept: "
              + failure.getMessage());
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      return key;
    }
  }

  private static @Nullable Path path(String text) throws TapeException {
    try {
      return text.isEmpty() ? null : Path.of(text).toAbsolutePath();
    } catch (InvalidPathException invalid) {
      throw new TapeException("'%s' is not a path: %s".formatted(text, invalid.getReason()));
    }
  }

  /** Two processes cannot record to one file, and a build or a server may start several. */
  private static String ofThisProcess(String file) {
    return file.replace("%p", Long.toString(ProcessHandle.current().pid()));
  }

  private static boolean isSame(Path record, Path replay) {
    try {
      return record.equals(replay) || Files.isSameFile(record, replay);
    } catch (IOException oneIsNotThere) {
      return false;
    }
  }

  /** Returns the versions by library; an application may have several of one. */
  private static Map<String, String> versions(List<LibraryCopy> copies) {
    Map<String, String> versions = new TreeMap<>();
    copies.stream()
        .sorted(Comparator.comparing(LibraryCopy::version))
        .forEach(
            copy ->
                versions.merge(
                    copy.library(),
                    copy.version(),
                    (all, next) -> all.equals(next) ? all : all + ", " + next));
    return versions;
  }
}
