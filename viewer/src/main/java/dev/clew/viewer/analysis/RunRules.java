// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.analysis.Finding.Severity;
import dev.clew.viewer.model.SpanError;
import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the run is still going on, was cut off, was stopped by a guardrail, or failed. */
final class RunRules {

  private RunRules() {}

  static void find(TraceTree tree, long now, List<Finding> found) {
    SpanRow waiting = waitingFor(tree);
    if (waiting != null) {
      String waited = Format.duration(Math.max(now, tree.end()) - waiting.startNanos());
      found.add(
          Finding.of(FindingKind.RUNNING, Severity.RUNNING)
              .text("Still running: ")
              .link(waiting.name(), waiting)
              .text(" has not answered for " + waited + ".")
              .build("waits for " + waiting.name(), waiting));
    } else {
      cutOff(tree, found);
    }
    guardrail(tree, found);
  }

  /** The open work that started last; if there is none, the open span that did. */
  private static @Nullable SpanRow waitingFor(TraceTree tree) {
    SpanRow last = null;
    for (SpanRow span : tree.order()) {
      if (span.isOpen()
          && (last == null
              || (span.type().isWork() && !last.type().isWork())
              || (span.type().isWork() == last.type().isWork()
                  && span.startNanos() >= last.startNanos()))) {
        last = span;
      }
    }
    return last;
  }

  private static void cutOff(TraceTree tree, List<Finding> found) {
    SpanRow cut = null;
    for (SpanRow span : tree.order()) {
      if (span.status() == Status.CANCELLED && span.has(SpanFlag.NEVER_ENDED)) {
        cut = span;
      }
    }
    if (cut != null) {
      found.add(
          Finding.of(FindingKind.CUT_OFF, Severity.WARNING)
              .text("Cut off: the JVM ended while ")
              .link(cut.name(), cut)
              .text(" was running.")
              .build("cut off: the JVM ended", cut));
    } else if (tree.root().status() == Status.CANCELLED) {
      found.add(
          Finding.of(FindingKind.CUT_OFF, Severity.WARNING)
              .text("Cut off: ")
              .link(tree.root().name(), tree.root())
              .text(" was cancelled.")
              .build("cancelled", tree.root()));
    }
  }

  private static void guardrail(TraceTree tree, List<Finding> found) {
    long others = tree.order().stream().filter(RunRules::isTriggered).count() - 1;
    for (SpanRow span : tree.order()) {
      if (isTriggered(span)) {
        boolean stopped = tree.root().failed();
        found.add(
            Finding.of(FindingKind.GUARDRAIL, stopped ? Severity.ERROR : Severity.WARNING)
                .text("Guardrail ")
                .strong(span.name(), span)
                .text(stopped ? stopped(tree, span) : wentOn(others))
                .build(span.name() + (stopped ? " stopped the run" : " was triggered"), span));
        return;
      }
    }
  }

  private static String stopped(TraceTree tree, SpanRow guardrail) {
    boolean called =
        tree.order().stream()
            .anyMatch(
                each -> each.type().isModelCall() && each.startNanos() < guardrail.startNanos());
    return called ? " stopped the run." : " stopped the run before the first model call.";
  }

  private static String wentOn(long others) {
    String subject =
        others < 1 ? " was" : " and " + others + (others == 1 ? " other were" : " others were");
    return subject + " triggered; the run went on.";
  }

  private static boolean isTriggered(SpanRow span) {
    return span.type() == SpanType.GUARDRAIL && span.has(SpanFlag.TRIGGERED);
  }

  /** Only if no earlier finding explains it. */
  static void failed(TraceTree tree, List<Finding> found) {
    SpanRow origin = origin(tree);
    if (origin == null || found.stream().anyMatch(each -> explains(each, origin))) {
      return;
    }
    SpanError error = origin.error();
    String type = error == null ? "an error" : error.shortType();
    String brief = error == null ? origin.name() + " failed" : error.brief();
    found.add(
        Finding.of(FindingKind.FAILED, Severity.ERROR)
            .text("Failed: ")
            .strong(type, origin)
            .text(" in " + origin.name() + (error == null ? "." : ": " + error.brief()))
            .build(brief, origin));
  }

  /** An error of a model call that ended the run is told, whatever else went wrong before it. */
  private static boolean explains(Finding finding, SpanRow origin) {
    if (finding.severity() != Severity.ERROR || finding.kind() == FindingKind.ANSWER_CUT) {
      return false;
    }
    return !origin.type().isModelCall()
        || (finding.span() != null && finding.span().id() == origin.id());
  }

  /** The deepest span of the failing branch, where the error that ended the run began; or null. */
  static @Nullable SpanRow origin(TraceTree tree) {
    List<SpanRow> branch = failingBranch(tree);
    return branch.isEmpty() ? null : branch.get(branch.size() - 1);
  }

  /** The spans that the error which ended the run passed through, the failed root first. */
  static List<SpanRow> failingBranch(TraceTree tree) {
    SpanRow at = tree.roots().stream().filter(SpanRow::failed).findFirst().orElse(null);
    List<SpanRow> branch = new ArrayList<>();
    while (at != null && branch.size() < tree.order().size()) {
      branch.add(at);
      SpanRow next = null;
      for (SpanRow child : tree.children(at)) {
        if (child.failed() && sameError(at, child)) {
          next = child;
        }
      }
      at = next;
    }
    return branch;
  }

  private static boolean sameError(SpanRow above, SpanRow below) {
    SpanError outer = above.error();
    SpanError inner = below.error();
    return outer != null
        && inner != null
        && (outer.type().equals(inner.type()) || outer.message().contains(inner.brief()));
  }
}
