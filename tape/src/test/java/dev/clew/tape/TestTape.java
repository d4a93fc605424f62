// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape;

import dev.clew.api.tape.TapeAnswer;
import dev.clew.api.tape.TapeDecision;
import dev.clew.api.tape.TapeRecorder;
import dev.clew.api.tape.TapeRequest;
import dev.clew.exporter.redact.RedactionRules;
import dev.clew.exporter.redact.Redactor;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.secret.SecretFilter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Records and plays as a hook would. */
public final class TestTape {
  public final List<String> lines = new CopyOnWriteArrayList<>();
  public String agents = "";
  public final TapeSession session;

  private TestTape(TapeOptions options) throws TapeException {
    TapeReader.Tape tape = options.replay() == null ? null : TapeReader.read(options.replay());
    this.session =
        new TapeSession(options, tape, filter(), Map.of(), "test", context -> agents, lines::add);
  }

  public static SecretFilter filter() {
    return new SecretFilter(new Redactor(RedactionRules.standard()), new byte[32]);
  }

  public static TapeOptions options(@Nullable Path record, @Nullable Path replay) {
    return new TapeOptions(
        record, replay, false, Long.MAX_VALUE, ToolModes.of(List.of()), 0, true, null);
  }

  public static TestTape recording(Path file) throws TapeException {
    return new TestTape(options(file, null));
  }

  public static TestTape replay(Path file) throws TapeException {
    return new TestTape(options(null, file));
  }

  public static TestTape with(TapeOptions options) throws TapeException {
    return new TestTape(options);
  }

  public static TapeRequest request(String body) {
    return TapeRequest.http(TestTape.class, "POST", "http://localhost:1/v1/chat?key=x", body);
  }

  /** Makes a call that a model would answer. */
  public void call(String body, String answer) {
    call(request(body), "application/json", answer);
  }

  public void call(TapeRequest request, String type, String... pieces) {
    TapeRecorder recorder = session.begin(request).recorder();
    recorder.head(200, () -> Map.of("Content-Type", List.of(type), "Set-Cookie", List.of("s=1")));
    for (String piece : pieces) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      recorder.piece(bytes, 0, bytes.length);
    }
    recorder.complete();
  }

  public TapeAnswer played(String body) {
    return played(request(body));
  }

  public TapeAnswer played(TapeRequest request) {
    TapeDecision decision = session.begin(request);
    return decision.played();
  }

  public void close() {
    session.close(Duration.ofSeconds(10));
  }
}
