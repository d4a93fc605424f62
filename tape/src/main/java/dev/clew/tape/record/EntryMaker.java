// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.record;

import dev.clew.api.tape.TapeRequest;
import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.ErrorLink;
import dev.clew.tape.format.HeaderNames;
import dev.clew.tape.format.TapeBody;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.match.RequestForm;
import dev.clew.tape.record.RequestReader.Read;
import dev.clew.tape.secret.SecretFilter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes of a recording what is written, without secrets. Runs on the tape's own thread. */
public final class EntryMaker {
  private static final int MAX_CAUSES = 16;

  private final RequestReader requests;
  private final SecretFilter filter;
  private final long startNanos;

  public EntryMaker(RequestReader requests, SecretFilter filter, long startNanos) {
    this.requests = requests;
    this.filter = filter;
    this.startNanos = startNanos;
  }

  /**
   * What became of a recording.
   *
   * @param entry null if it is not for the tape
   * @param refused why it is not, or null if nothing is missing without it
   * @param secrets where secrets were replaced
   */
  public record Made(@Nullable TapeEntry entry, @Nullable String refused, List<String> secrets) {}

  /** Returns what to write of a call. */
  public Made make(CallRecording call) throws Exception {
    if (call.isTooLarge()) {
      return new Made(null, "its answer is too large", List.of());
    }
    TapeRequest request = call.request();
    Read read = requests.read(request);
    if (read.token() || !read.answerable()) {
      return new Made(null, null, List.of());
    }
    RequestForm form = read.form();
    SecretFilter.Pass pass = filter.pass();
    if (request.kind() == Kind.TOOL) {
      pass.resultOf(request.method());
    }
    Map<String, List<String>> headers = new TreeMap<>();
    HeaderNames.allowed(call.headers())
        .forEach((name, all) -> headers.put(name, all.stream().map(filter.pass()::text).toList()));
    TapeBody body = body(call, headers, pass);
    if (body == null) {
      return new Made(null, "its answer is no text, and may contain a secret", List.of());
    }
    List<String> secrets = new ArrayList<>(read.secrets());
    secrets.addAll(pass.places().stream().map(place -> "the answer, " + place).toList());
    return new Made(
        new TapeEntry(
            call.seq(),
            request.kind(),
            call.path(),
            call.span(),
            request.seam().getName(),
            Math.max(0, (call.beganNanos() - startNanos) / 1_000_000),
            call.millis(),
            form.key(),
            form.loose(),
            form.method(),
            form.url(),
            form.body(),
            call.status(),
            headers,
            body,
            error(call.thrown()),
            call.isClosedEarly()),
        null,
        secrets);
  }

  /** Returns null if the body must not be recorded. */
  private @Nullable TapeBody body(
      CallRecording call, Map<String, List<String>> headers, SecretFilter.Pass pass) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> millis = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    call.pieces(
        (at, piece) -> {
          bytes.writeBytes(piece);
          millis.add(at);
          ends.add(bytes.size());
        });
    String type = headers.getOrDefault("content-type", List.of("")).get(0).toLowerCase(Locale.ROOT);
    boolean timed = call.request().kind() == Kind.HTTP && !type.startsWith("application/json");
    int[] none = new int[0];
    TapeBody raw =
        timed
            ? new TapeBody(bytes.toByteArray(), ints(millis), ints(ends))
            : new TapeBody(bytes.toByteArray(), none, none);
    return CleanBody.of(raw, type, timed, filter, pass);
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private List<ErrorLink> error(@Nullable Throwable thrown) {
    List<ErrorLink> chain = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable each = thrown;
        each != null && seen.add(each) && chain.size() < MAX_CAUSES;
        each = each.getCause()) {
      String message = each.getMessage();
      chain.add(
          new ErrorLink(
              each.getClass().getName(), message == null ? null : filter.pass().text(message)));
    }
    return chain;
  }
}
