// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import dev.clew.api.tape.Tape;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRequest;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.tape.ToolModes.Mode;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeHeader;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.match.Divergence;
import dev.clew.tape.match.RequestForm;
import dev.clew.tape.match.TapeIndex;
import dev.clew.tape.match.TapeIndex.Match;
import dev.clew.tape.play.AnswerThreads;
import dev.clew.tape.play.Pace;
import dev.clew.tape.play.PlayedAnswer;
import dev.clew.tape.record.CallRecording;
import dev.clew.tape.record.EntryMaker;
import dev.clew.tape.record.RequestReader;
import dev.clew.tape.record.RequestReader.Read;
import dev.clew.tape.record.TapeWriter;
import dev.clew.tape.secret.SecretFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run under a tape: recorded, played, or both. */
public final class TapeSession implements Tape {
  private static final String TOKEN =
      "{\"access_token\":\"clew-replay\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
          + "\"issued_token_type\":\"urn:ietf:params:oauth:token-type:access_token\"}";

  private final TapeOptions options;
  private final RequestReader requests;
  private final Function<Context, String> agents;
  private final Consumer<String> lines;
  private final Supplier<Map<String, String>> libraries;
  private final Pace pace;
  private final AnswerThreads threads = new AnswerThreads();
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong memory = new AtomicLong();
  private final long startNanos = System.nanoTime();
  private final @Nullable TapeIndex index;
  private final @Nullable ReplayReport report;
  private final @Nullable TapeWriter writer;
  private final String mode;

  /**
   * Opens the tapes and says what is on.
   *
   * @param tape what {@link TapeOptions#replay} holds, or null
   * @param libraries returns the versions of the libraries used so far, by name
   * @param version of Clew
   * @param agents returns the names of the agents around a context, joined by slashes
   * @param lines receives what people have to know
   * @throws TapeException if a tape cannot be read or written
   */
  public TapeSession(
      TapeOptions options,
      TapeReader.@Nullable Tape tape,
      SecretFilter filter,
      Supplier<Map<String, String>> libraries,
      String version,
      Function<Context, String> agents,
      Consumer<String> lines)
      throws TapeException {
    this.options = options;
    this.libraries = libraries;
    this.requests = new RequestReader(filter);
    this.agents = agents;
    this.lines = lines;
    this.pace = new Pace(options.speed());
    this.mode = tape == null ? "record" : options.isFork() ? "fork" : "replay";
    if (tape == null) {
      index = null;
      report = null;
    } else {
      if (tape.recording()) {
        throw new TapeException(
            "the tape %s is being recorded by another process; wait until that has ended, or replay a copy"
                .formatted(options.replay()));
      }
      index = new TapeIndex(tape, options.until());
      report = new ReplayReport(index);
      lines.accept(
          "clew: replay of %s: %d calls%s, recorded %s%s"
              .formatted(
                  options.replay(),
                  index.entries().size(),
                  options.isFork() ? " before #" + options.until() : "",
                  tape.header().startedAt(),
                  tape.lacks().isEmpty() ? "" : "; " + tape.lacks()));
    }
    if (options.record() == null) {
      writer = null;
    } else {
      TapeHeader header =
          new TapeHeader(
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              version,
              System.getProperty("java.version", ""),
              Map.of(),
              RequestForm.CANONICAL,
              options.redacted(),
              fork(filter));
      writer =
          TapeWriter.start(
              options.record(),
              header,
              new EntryMaker(requests, filter, startNanos),
              libraries,
              lines);
      lines.accept("clew: recording to " + options.record());
    }
  }

  /** Opens the tapes of a run whose libraries are known already. */
  public TapeSession(
      TapeOptions options,
      TapeReader.@Nullable Tape tape,
      SecretFilter filter,
      Map<String, String> libraries,
      String version,
      Function<Context, String> agents,
      Consumer<String> lines)
      throws TapeException {
    this(options, tape, filter, () -> libraries, version, agents, lines);
  }

  private Map<String, String> fork(SecretFilter filter) {
    Map<String, String> fork = new LinkedHashMap<>();
    if (options.isFork()) {
      fork.put("from", Long.toString(options.until()));
      RequestChange change = options.change();
      if (change.model() != null) {
        fork.put("model", change.model());
      }
      if (change.system() != null) {
        fork.put("system", filter.pass().text(change.system()));
      }
    }
    return fork;
  }

  @Override
  public TapeDecision begin(TapeRequest request) {
    try {
      Context context = Context.current();
      Span span = context.span();
      if (span != null) {
        span.setTraceMetadata("clew.steered", mode);
      }
      return index == null || report == null
          ? record(request, agents.apply(context), span)
          : play(request, agents.apply(context), span, index, report);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      lines.accept("clew: the tape failed: " + failure);
      return index == null || options.goesLive()
          ? TapeDecision.PASS
          : failing("clew: the tape failed: " + failure);
    }
  }

  private TapeDecision record(TapeRequest request, String path, @Nullable Span span) {
    TapeWriter target = writer;
    if (target == null || RequestReader.asksForToken(request)) {
      return TapeDecision.PASS;
    }
    return new TapeDecision(null, recording(request, path, span, target::add));
  }

  private CallRecording recording(
      TapeRequest request, String path, @Nullable Span span, Consumer<CallRecording> ended) {
    String id = span == null ? "" : span.spanId();
    return new CallRecording(request, calls.incrementAndGet(), path, id, memory, ended);
  }

  private TapeDecision play(
      TapeRequest request, String path, @Nullable Span span, TapeIndex tape, ReplayReport counts)
      throws Exception {
    Read read = requests.read(request);
    if (read.token()) {
      return options.goesLive()
          ? TapeDecision.PASS
          : new TapeDecision(PlayedAnswer.json(TOKEN), null);
    }
    if (!read.answerable()) {
      return TapeDecision.PASS;
    }
    Mode tool = request.kind() == Kind.TOOL ? options.tools().of(request.method()) : Mode.RECORDED;
    Match match = tape.take(read.form(), path);
    if (match == null) {
      if (options.goesLive() || tool == Mode.LIVE) {
        counts.live();
        return live(request, path, span);
      }
      return miss(read, path, tape, counts);
    }
    if (match.normalised()) {
      counts.normalised();
    }
    TapeEntry entry = match.entry();
    if (span != null) {
      span.setAttribute("clew.replay", true);
    }
    ClassLoader loader = request.seam().getClassLoader();
    PlayedAnswer answer = PlayedAnswer.of(entry, loader, pace);
    if (tool == Mode.RECORDED) {
      copy(entry, span);
      return new TapeDecision(answer, null);
    }
    TapeWriter target = writer;
    Consumer<CallRecording> compare =
        ended -> {
          String difference = ToolComparison.of(entry, ended);
          if (difference != null) {
            counts.changedTool();
            lines.accept(difference);
          }
          if (target != null && tool == Mode.LIVE) {
            target.add(ended);
          } else {
            ended.release();
          }
        };
    CallRecording recording = recording(request, path, span, compare);
    if (tool == Mode.LIVE) {
      return new TapeDecision(null, recording);
    }
    copy(entry, span);
    return new TapeDecision(answer, recording);
  }

  /** The tape gets what the program said, since that is what it will say on a replay. */
  private TapeDecision live(TapeRequest request, String path, @Nullable Span span)
      throws Exception {
    RequestChange.Changed changed;
    try {
      changed = options.change().of(request);
      if (changed != null && !request.changeable()) {
        throw new IllegalArgumentException("its client has no place where it can be done");
      }
      if (changed != null && changed.path() != null && !request.movable()) {
        throw new IllegalArgumentException("its model is in the URL");
      }
    } catch (IllegalArgumentException impossible) {
      String message =
          "clew: %s %s cannot be changed as clew.fork.* wants: %s"
              .formatted(
                  request.method(), RequestForm.path(request.url()), impossible.getMessage());
      lines.accept(message);
      return failing(message);
    }
    TapeWriter target = writer;
    return new TapeDecision(
        null,
        target == null ? null : recording(request, path, span, target::add),
        changed == null ? null : changed.body(),
        changed == null ? null : changed.path());
  }

  /** What is played is on the new tape, too, so that it can be played by itself. */
  private void copy(TapeEntry entry, @Nullable Span span) {
    long seq = calls.incrementAndGet();
    TapeWriter target = writer;
    if (target != null) {
      long millis = (System.nanoTime() - startNanos) / 1_000_000;
      target.add(entry.at(seq, span == null ? "" : span.spanId(), millis));
    }
  }

  private TapeDecision miss(Read read, String path, TapeIndex tape, ReplayReport counts) {
    Divergence divergence =
        Divergence.of(read.form(), path, tape, libraries.get(), counts.nothingMissed());
    if (counts.missed(calls.incrementAndGet(), divergence)) {
      lines.accept(divergence.message());
    }
    return failing(divergence.message());
  }

  /** An error and no exception, which frameworks would give to the model. */
  private static TapeDecision failing(String message) {
    return new TapeDecision(PlayedAnswer.failing(new AssertionError(message)), null);
  }

  @Override
  public boolean skipsWaits() {
    return report != null && pace.isFull() && report.nothingLive();
  }

  @Override
  public Executor executor() {
    return threads;
  }

  /** Writes what is left and says what it came to. */
  public void close(Duration most) {
    if (writer != null) {
      writer.close(most);
      lines.accept(
          "clew: recorded %d calls to %s%s%s"
              .formatted(
                  writer.written(),
                  options.record(),
                  writer.secrets() == 0 ? "" : ", " + writer.secrets() + " secrets kept off it",
                  writer.lost() == 0 ? "" : ", " + writer.lost() + " calls NOT recorded"));
    }
    if (report != null) {
      report.lines().forEach(lines);
      if (options.report() != null) {
        ReportFile.write(options.report(), report.json(), lines);
      }
    }
  }
}
