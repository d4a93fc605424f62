// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import dev.clew.viewer.analysis.Finding;
import dev.clew.viewer.analysis.Findings;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.model.ModelFacts;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.store.StoredTrace;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trace as read from the store, with what is derived from its spans; each value is computed once.
 * Safe for use by several threads.
 */
public final class LoadedTrace {

  private final StoredTrace stored;
  private final TraceTree tree;
  private final Set<Long> fallbacks = new HashSet<>();
  private final Set<Long> madeUp = new HashSet<>();
  private volatile @Nullable List<Finding> findings;

  public LoadedTrace(StoredTrace stored) {
    this.stored = stored;
    this.tree = new TraceTree(stored.spans());
    derive();
  }

  public TraceRow row() {
    return stored.row();
  }

  public TraceHeader header() {
    return stored.header();
  }

  public List<SpanRow> spans() {
    return stored.spans();
  }

  public TraceTree tree() {
    return tree;
  }

  /** Whether a model call took over from a failed one. */
  boolean isFallback(SpanRow span) {
    return fallbacks.contains(span.id());
  }

  /** Whether it is the run of a tool that was not offered. */
  boolean isMadeUp(SpanRow span) {
    return madeUp.contains(span.id());
  }

  /**
   * The findings of the rules.
   *
   * @param now nanoseconds since 1970; irrelevant once the trace has ended
   */
  List<Finding> findings(long now) {
    List<Finding> known = findings;
    if (known == null) {
      known = Findings.of(tree, header(), now);
      if (!tree.isRunning()) {
        findings = known;
      }
    }
    return known;
  }

  private void derive() {
    SpanRow failed = null;
    for (SpanRow span : tree.order()) {
      ModelFacts model = span.model();
      if (!span.type().isModelCall() || model == null) {
        continue;
      }
      if (failed != null
          && failed.parentId() == span.parentId()
          && !span.failed()
          && !span.name().equals(failed.name())) {
        fallbacks.add(span.id());
      }
      failed = span.failed() ? span : null;
      List<String> made = model.notOffered();
      for (int i = 0; !made.isEmpty() && i < model.toolCalls().size(); i++) {
        if (made.contains(model.toolCalls().get(i))) {
          SpanRow run = tree.runOf(span, model.callIds().get(i));
          madeUp.add(run == null ? span.id() : run.id());
        }
      }
    }
  }
}
