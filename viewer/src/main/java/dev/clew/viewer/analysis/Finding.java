// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One sentence about a trace.
 *
 * @param brief for a list: "payOut: card expired 2026-12"
 * @param parts the sentence in pieces
 * @param span the span it refers to
 * @param detail a second sentence
 */
public record Finding(
    FindingKind kind,
    Severity severity,
    String brief,
    List<Part> parts,
    @Nullable SpanRow span,
    @Nullable String detail) {

  public enum Severity {
    RUNNING,
    ERROR,
    WARNING,
    INFO;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A piece of a sentence, which may refer to a span. */
  public record Part(String text, @Nullable SpanRow span, boolean strong) {}

  /** The whole sentence. */
  public String sentence() {
    StringBuilder text = new StringBuilder();
    parts.forEach(part -> text.append(part.text()));
    if (detail != null) {
      text.append(' ').append(detail);
    }
    return text.toString();
  }

  static Builder of(FindingKind kind, Severity severity) {
    return new Builder(kind, severity);
  }

  /** Builds a sentence. */
  static final class Builder {

    private final FindingKind kind;
    private final Severity severity;
    private final List<Part> parts = new ArrayList<>();
    private @Nullable String detail;

    private Builder(FindingKind kind, Severity severity) {
      this.kind = kind;
      this.severity = severity;
    }

    Builder text(String text) {
      parts.add(new Part(text, null, false));
      return this;
    }

    Builder link(String text, SpanRow span) {
      parts.add(new Part(text, span, false));
      return this;
    }

    Builder strong(String text, SpanRow span) {
      parts.add(new Part(text, span, true));
      return this;
    }

    Builder detail(@Nullable String text) {
      detail = text;
      return this;
    }

    Finding build(String brief, @Nullable SpanRow span) {
      return new Finding(kind, severity, brief, List.copyOf(parts), span, detail);
    }
  }
}
