// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.select;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.core.select.SpanRule.Kind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The condition {@code clew.trace.only-if}: a trace is kept if one of its spans matches a rule. */
public final class WantedTraces {
  private final List<SpanRule> rules;

  private WantedTraces(List<SpanRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads the rules of a setting. If one of them is wrong, all are ignored, because a mistake must
   * not cost traces.
   *
   * @return null if there are none
   */
  public static @Nullable WantedTraces of(String setting, String text, Consumer<String> warnings) {
    SpanRules.Result read =
        new SpanRules(Kind.AGENT, Kind.TOOL, Kind.MODEL, Kind.METHOD, Kind.ERROR).read(text);
    if (!read.mistakes().isEmpty()) {
      warnings.accept(setting + ", " + read.mistakes().get(0) + "; keeping all traces");
      return null;
    }
    return read.rules().isEmpty() ? null : new WantedTraces(read.rules());
  }

  /** Returns whether a span that is still open matches. */
  public boolean matchesOpen(FinishedSpan span) {
    return rules.stream().anyMatch(rule -> rule.matches(span.type(), span.name(), span.payload()));
  }

  /** Returns whether a span that has ended matches. */
  public boolean matches(FinishedSpan span, SpanRecord record) {
    return rules.stream().anyMatch(rule -> rule.matches(span, record));
  }
}
