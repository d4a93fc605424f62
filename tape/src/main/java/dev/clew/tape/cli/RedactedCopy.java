// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.format.EntryLine;
import dev.clew.tape.format.ErrorLink;
import dev.clew.tape.format.TapeBody;
import dev.clew.tape.format.TapeEntry;
import dev.clew.tape.format.TapeException;
import dev.clew.tape.format.TapeFile;
import dev.clew.tape.format.TapeHeader;
import dev.clew.tape.format.TapeReader;
import dev.clew.tape.match.RequestForm;
import dev.clew.tape.record.CleanBody;
import dev.clew.tape.secret.SecretFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tape in which what the rules find is replaced. It still answers, with the same marks. */
final class RedactedCopy {
  private final SecretFilter filter;
  private int marks;

  RedactedCopy(SecretFilter filter) {
    this.filter = filter;
  }

  /** Returns how many texts were replaced. */
  int write(TapeReader.Tape tape, Path file) throws TapeException {
    TapeHeader header = tape.header();
    TapeHeader marked =
        new TapeHeader(
            header.startedAt(),
            header.clew(),
            header.java(),
            header.libraries(),
            RequestForm.CANONICAL,
            true,
            header.fork());
    try (TapeFile out = TapeFile.create(file, marked)) {
      for (TapeEntry entry : tape.entries()) {
        out.line(EntryLine.of(clean(entry)));
      }
      if (tape.complete()) {
        out.line(EntryLine.end(tape.entries().size(), tape.lost(), Map.of()));
      }
    } catch (TapeException known) {
      throw known;
    } catch (IOException failure) {
      throw new TapeException("the tape %s cannot be written (%s)".formatted(file, failure));
    }
    return marks;
  }

  private TapeEntry clean(TapeEntry entry) throws TapeException {
    SecretFilter.Pass request = filter.pass();
    SecretFilter.Pass answer = filter.pass();
    if (entry.kind() == Kind.TOOL) {
      request.argumentsOf(entry.method());
      answer.resultOf(entry.method());
    }
    Object body = entry.request();
    Object clean = body instanceof String text ? request.text(text) : request.tree(body);
    String url = entry.kind() == Kind.HTTP ? filter.pass().text(entry.url()) : entry.url();
    TapeBody said =
        CleanBody.of(
            entry.body(),
            entry.headers().getOrDefault("content-type", List.of("")).get(0),
            entry.body().isTimed(),
            filter,
            answer);
    if (said == null) {
      throw new TapeException(
          "the answer of #%d is no text, and may contain a secret".formatted(entry.seq()));
    }
    List<ErrorLink> errors = entry.error().stream().map(this::clean).toList();
    marks += request.places().size() + answer.places().size();
    RequestForm form = RequestForm.of(entry.kind(), entry.method(), url, clean);
    return new TapeEntry(
        entry.seq(),
        entry.kind(),
        filter.pass().text(entry.path()),
        entry.span(),
        entry.seam(),
        entry.atMillis(),
        entry.millis(),
        form.key(),
        form.loose(),
        entry.method(),
        url,
        clean,
        entry.status(),
        entry.headers(),
        said,
        errors,
        entry.closedEarly());
  }

  private ErrorLink clean(ErrorLink link) {
    @Nullable String message = link.message();
    if (message == null) {
      return link;
    }
    String clean = filter.pass().text(message);
    marks += clean.equals(message) ? 0 : 1;
    return new ErrorLink(link.className(), clean);
  }
}
