// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.analysis.Finding.Severity;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.SpanRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The slowest step, the most expensive one, and time in the application's own code. */
final class TimeRules {

  private static final double SLOWEST_SHARE = 0.18;
  private static final double DEAREST_SHARE = 0.3;
  private static final double OWN_SHARE = 0.15;
  private static final long SHORTEST_FOR_SLOWEST = 800_000_000;
  private static final long SHORTEST_FOR_OWN = 500_000_000;

  private TimeRules() {}

  static void find(TraceTree tree, List<Finding> found) {
    slowest(tree, found);
    dearest(tree, found);
    ownCode(tree, found);
  }

  private static void slowest(TraceTree tree, List<Finding> found) {
    SpanRow slowest = null;
    int leaves = 0;
    for (SpanRow span : tree.order()) {
      if (span.type().isWork() && !span.isOpen() && tree.isLeaf(span)) {
        leaves++;
        if (slowest == null || tree.duration(span) > tree.duration(slowest)) {
          slowest = span;
        }
      }
    }
    if (slowest == null || leaves < 3 || tree.duration() < SHORTEST_FOR_SLOWEST) {
      return;
    }
    SpanRow span = slowest;
    long duration = tree.duration(span);
    if (duration < tree.duration() * SLOWEST_SHARE
        || found.stream().anyMatch(each -> each.span() != null && each.span().id() == span.id())) {
      return;
    }
    String waited =
        span.firstTokenNanos() > duration * 0.6
            ? ", "
                + Format.percent(span.firstTokenNanos(), duration)
                + " of it before the first token"
            : "";
    found.add(
        Finding.of(FindingKind.SLOWEST, Severity.INFO)
            .text("Slowest step: ")
            .link(span.label(), span)
            .text(in(tree, span) + ", " + Format.duration(duration))
            .text(" (" + Format.percent(duration, tree.duration()) + ")" + waited + ".")
            .build("slowest: " + span.label() + ", " + Format.duration(duration), span));
  }

  private static void dearest(TraceTree tree, List<Finding> found) {
    SpanRow dearest = null;
    double most = 0;
    double sum = 0;
    int priced = 0;
    for (SpanRow span : tree.order()) {
      Cost cost = span.cost();
      if (cost != null && cost.total() > 0) {
        priced++;
        sum += cost.total();
        if (cost.total() > most) {
          most = cost.total();
          dearest = span;
        }
      }
    }
    if (dearest != null && priced >= 3 && most >= sum * DEAREST_SHARE) {
      found.add(
          Finding.of(FindingKind.DEAREST, Severity.INFO)
              .text("Most expensive step: ")
              .link(dearest.label(), dearest)
              .text(in(tree, dearest) + ", " + Format.cost(most))
              .text(" (" + Format.percent(most, sum) + ").")
              .build("most expensive: " + dearest.label() + ", " + Format.cost(most), dearest));
    }
  }

  private static String in(TraceTree tree, SpanRow span) {
    String service = service(tree, span);
    SpanRow agent = tree.agent(span);
    return service != null ? " in service " + service : agent == null ? "" : " in " + agent.name();
  }

  /** The service of a span, if it differs from the trace's. */
  static @Nullable String service(TraceTree tree, SpanRow span) {
    String service = span.service();
    return service == null || service.equals(tree.root().service()) ? null : service;
  }

  private static void ownCode(TraceTree tree, List<Finding> found) {
    long own = tree.timeSplit().ownCode();
    if (tree.duration() < SHORTEST_FOR_OWN || own < tree.duration() * OWN_SHARE) {
      return;
    }
    Finding.Builder sentence =
        Finding.of(FindingKind.OWN_CODE, Severity.INFO)
            .text(
                Format.duration(own)
                    + " ("
                    + Format.percent(own, tree.duration())
                    + ") in own code");
    List<OwnCode> longest = OwnCode.of(tree, 1);
    SpanRow about = tree.root();
    if (longest.isEmpty()) {
      sentence.text(".");
    } else {
      OwnCode stretch = longest.get(0);
      about = stretch.agent();
      sentence
          .text("; longest: " + Format.duration(stretch.duration()) + " in ")
          .link(about.name(), about)
          .text(stretch.after() == null ? "." : " after " + stretch.after().name() + ".");
    }
    found.add(
        sentence.build(Format.percent(own, tree.duration()) + " of the time in own code", about));
  }
}
