// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.select;

import dev.clew.api.data.SpanData;
import dev.clew.api.hook.Diagnostics.Finding;
import dev.clew.api.hook.Diagnostics.Level;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanType;
import dev.clew.core.select.SpanRule.Kind;
import dev.clew.core.trace.SpanExclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The spans that {@code clew.exclude} leaves out: agents with everything within them, and single
 * tools, model calls and methods, whose children move up.
 */
public final class ExcludedSpans implements SpanExclusion {
  private final List<Counted> rules;

  private record Counted(SpanRule rule, LongAdder spans) {}

  private ExcludedSpans(List<SpanRule> rules) {
    this.rules = rules.stream().map(rule -> new Counted(rule, new LongAdder())).toList();
  }

  /**
   * Reads the rules of a setting; a rule that is wrong is reported and left out.
   *
   * @return null if there are none
   */
  public static @Nullable ExcludedSpans of(String setting, String text, Consumer<String> warnings) {
    SpanRules.Result read =
        new SpanRules(Kind.AGENT, Kind.TOOL, Kind.MODEL, Kind.METHOD).read(text);
    read.mistakes()
        .forEach(mistake -> warnings.accept(setting + ", " + mistake + "; ignoring this rule"));
    return read.rules().isEmpty() ? null : new ExcludedSpans(read.rules());
  }

  @Override
  public Extent of(SpanType type, String name, Payload payload) {
    for (Counted each : rules) {
      if (each.rule.matches(type, name, payload)) {
        each.spans.increment();
        return each.rule.kind() == Kind.AGENT ? Extent.SUBTREE : Extent.SPAN;
      }
    }
    return Extent.NOTHING;
  }

  /**
   * Returns whether a span is left out because of what is known only at its end: which model
   * answered, or which one a library chose.
   */
  public boolean excludes(SpanData data) {
    return rules.stream().anyMatch(each -> each.rule.matches(data));
  }

  /** Does the same, and counts the span. */
  public boolean excludesAndCounts(SpanData data) {
    for (Counted each : rules) {
      if (each.rule.matches(data)) {
        each.spans.increment();
        return true;
      }
    }
    return false;
  }

  /** Returns the rules that have left nothing out so far, for the doctor. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Counted each : rules) {
      if (each.spans.sum() == 0) {
        findings.add(
            new Finding(
                "exclude-without-match",
                Level.NOTE,
                "The rule '%s' of clew.exclude has excluded nothing.".formatted(each.rule.text()),
                "Check the name; docs/selecting.md has the forms."));
      }
    }
    return findings;
  }
}
