// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.analysis.Finding.Severity;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Input that was sent before, what the cache saved, and what is missing from the trace. */
final class UsageRules {

  private static final long MUCH_INPUT = 20_000;
  private static final double MUCH_SAVED = 0.005;

  private UsageRules() {}

  static void find(TraceTree tree, TraceHeader header, List<Finding> found) {
    Tokens tokens = Tokens.NONE;
    Cost cost = Cost.NONE;
    long repeated = 0;
    int withheld = 0;
    int dropped = 0;
    SpanRow firstWithheld = null;
    SpanRow firstDropped = null;
    Map<Long, SpanRow> lastCall = new HashMap<>();
    for (SpanRow span : tree.order()) {
      tokens = tokens.plus(span.tokens());
      cost = cost.plus(span.cost());
      if (span.type().isModelCall()) {
        repeated += repeated(lastCall.put(span.parentId(), span), span);
        if (span.has(SpanFlag.CONTENT_WITHHELD)) {
          withheld++;
          firstWithheld = firstWithheld == null ? span : firstWithheld;
        }
      }
      if (span.has(SpanFlag.CONTENT_DROPPED)) {
        dropped++;
        firstDropped = firstDropped == null ? span : firstDropped;
      }
    }
    repeatedInput(tree, repeated, tokens, found);
    if (cost.cacheSavings() > MUCH_SAVED) {
      String saved = Format.cost(cost.cacheSavings());
      found.add(
          Finding.of(FindingKind.CACHE_SAVINGS, Severity.INFO)
              .text("The prompt cache saved " + saved)
              .text(
                  " ("
                      + Format.percent(cost.cacheSavings(), cost.cacheSavings() + cost.total())
                      + " of the price without it).")
              .build("the cache saved " + saved, tree.root()));
    }
    if (firstWithheld != null) {
      found.add(
          Finding.of(FindingKind.CONTENT_MISSING, Severity.INFO)
              .text("Content was not captured (clew.content=none) in ")
              .link(Format.plural(withheld, "model call"), firstWithheld)
              .text(": names, sizes, tokens and times only.")
              .build("content was not captured", firstWithheld));
    }
    if (firstDropped != null) {
      found.add(
          Finding.of(FindingKind.CONTENT_MISSING, Severity.WARNING)
              .text("The content of ")
              .link(Format.plural(dropped, "span"), firstDropped)
              .text(" was dropped by the agent; the spans themselves are complete.")
              .build("content of " + Format.plural(dropped, "span") + " dropped", firstDropped));
    }
    if (header.droppedSpans() > 0) {
      String spans = Format.plural(header.droppedSpans(), "span");
      found.add(
          Finding.of(FindingKind.SPANS_DROPPED, Severity.WARNING)
              .text(spans + " of this trace were dropped by the agent: the trace was full.")
              .build(spans + " dropped", null));
    }
  }

  /**
   * The tokens of a call that the previous call had already sent: it started with the same message.
   */
  private static long repeated(@Nullable SpanRow before, SpanRow call) {
    ModelFacts one = before == null ? null : before.model();
    ModelFacts other = call.model();
    if (one == null || other == null || one.tokens() == null || other.tokens() == null) {
      return 0;
    }
    return other.messages() > one.messages() && other.firstMessageHash() == one.firstMessageHash()
        ? Math.min(one.tokens().input(), other.tokens().input())
        : 0;
  }

  private static void repeatedInput(
      TraceTree tree, long repeated, Tokens tokens, List<Finding> found) {
    if (tokens.input() <= MUCH_INPUT || repeated * 2 <= tokens.input()) {
      return;
    }
    String share = Format.percent(repeated, tokens.input());
    found.add(
        Finding.of(FindingKind.REPEATED_INPUT, Severity.INFO)
            .text(share + " of the input")
            .text(
                " ("
                    + Format.tokens(repeated)
                    + " of "
                    + Format.tokens(tokens.input())
                    + " tokens) had been sent before; ")
            .text(Format.percent(tokens.cachedInput(), tokens.input()) + " came from the cache.")
            .build(share + " of input tokens sent before", tree.root()));
  }
}
