// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.analysis.Finding.Severity;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Retries, fallbacks to another model, and answers cut at the limit. */
final class ModelRules {

  private static final int AT_MOST = 3;

  private ModelRules() {}

  static void find(TraceTree tree, List<Finding> found) {
    int retried = 0;
    int cut = 0;
    Set<Long> fallbacks = new HashSet<>();
    for (SpanRow call : tree.order()) {
      if (!call.type().isModelCall()) {
        continue;
      }
      SpanRow fallback = fallback(tree, call);
      if (call.retryOffsets().size() >= 2 && retried++ < AT_MOST) {
        found.add(retry(tree, call, fallback));
      }
      if (fallback != null && fallbacks.add(fallback.id()) && fallbacks.size() <= AT_MOST) {
        found.add(
            Finding.of(FindingKind.FALLBACK, Severity.INFO)
                .text("Fell back to ")
                .link(fallback.name(), fallback)
                .text(", which answered in " + Format.duration(tree.duration(fallback)) + ".")
                .build("fell back to " + fallback.name(), fallback));
      }
      if (call.has(SpanFlag.ANSWER_CUT) && cut++ < AT_MOST) {
        found.add(cut(call));
      }
    }
  }

  private static Finding retry(TraceTree tree, SpanRow call, @Nullable SpanRow fallback) {
    int times = call.retryOffsets().size();
    String what = call.retryDetail() == null ? "an error" : call.retryDetail();
    long lost = TimeSplit.lost(call, call.endOr(tree.end()));
    boolean lastWord = call.failed() && fallback == null;
    return Finding.of(FindingKind.RETRY, lastWord ? Severity.ERROR : Severity.WARNING)
        .strong(call.name(), call)
        .text(" answered " + what + (what.equals("429") ? " (rate limit)" : ""))
        .text(" " + times + " times; " + Format.duration(lost))
        .text(" (" + Format.percent(lost, tree.duration()) + ") went into retries.")
        .build(
            call.name()
                + " answered "
                + what
                + " "
                + times
                + "×"
                + (fallback == null ? "" : "; fell back to " + fallback.name()),
            call);
  }

  /** The call of another model that took over from a failed one, or null. */
  static @Nullable SpanRow fallback(TraceTree tree, SpanRow failed) {
    if (!failed.failed()) {
      return null;
    }
    for (SpanRow sibling : tree.laterSiblings(failed)) {
      if (sibling.type().isModelCall()) {
        return !sibling.failed() && !sibling.name().equals(failed.name()) ? sibling : null;
      }
    }
    return null;
  }

  private static Finding cut(SpanRow call) {
    Tokens tokens = call.tokens();
    String at = tokens == null ? "" : " at " + Format.number(tokens.output()) + " tokens";
    return Finding.of(FindingKind.ANSWER_CUT, Severity.ERROR)
        .text("The answer of ")
        .strong(call.name(), call)
        .text(" was cut" + at + " (finish reason length).")
        .build("answer cut" + (at.isEmpty() ? " at the limit" : at), call);
  }
}
