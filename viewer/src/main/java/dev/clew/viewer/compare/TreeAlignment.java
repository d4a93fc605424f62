// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.model.SpanRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Puts the spans of two traces side by side, parents first: what has the same type and name under
 * the same parent, in the same order, belongs together. Model calls belong together whatever model
 * they ask.
 */
final class TreeAlignment {

  /** Beyond it, finding the longest common order would take too long. */
  private static final int MOST_CHILDREN = 1_000;

  private static final int DEEPEST = 200;

  private final TraceTree a;
  private final TraceTree b;
  private final BiPredicate<SpanRow, SpanRow> textDiffers;
  private final List<AlignedRow> rows = new ArrayList<>();

  private TreeAlignment(TraceTree a, TraceTree b, BiPredicate<SpanRow, SpanRow> textDiffers) {
    this.a = a;
    this.b = b;
    this.textDiffers = textDiffers;
  }

  static List<AlignedRow> of(TraceTree a, TraceTree b, BiPredicate<SpanRow, SpanRow> textDiffers) {
    TreeAlignment alignment = new TreeAlignment(a, b, textDiffers);
    alignment.align(a.roots(), b.roots(), 0);
    return alignment.rows;
  }

  private void align(List<SpanRow> as, List<SpanRow> bs, int depth) {
    int before = 0;
    int at = 0;
    for (AbstractDelta<String> delta : deltas(as, bs)) {
      int from = delta.getSource().getPosition();
      int to = delta.getTarget().getPosition();
      for (; before < from; before++, at++) {
        both(as.get(before), bs.get(at), depth);
      }
      for (; before < from + delta.getSource().size(); before++) {
        only(a, as.get(before), depth, true);
      }
      for (; at < to + delta.getTarget().size(); at++) {
        only(b, bs.get(at), depth, false);
      }
    }
    for (; before < as.size(); before++, at++) {
      both(as.get(before), bs.get(at), depth);
    }
  }

  private static List<AbstractDelta<String>> deltas(List<SpanRow> as, List<SpanRow> bs) {
    List<String> one = as.stream().map(TreeAlignment::key).toList();
    List<String> other = bs.stream().map(TreeAlignment::key).toList();
    if (Math.max(one.size(), other.size()) <= MOST_CHILDREN) {
      return DiffUtils.diff(one, other).getDeltas();
    }
    // Side by side as far as they go; the rest differs.
    int common = 0;
    while (common < Math.min(one.size(), other.size())
        && one.get(common).equals(other.get(common))) {
      common++;
    }
    List<AbstractDelta<String>> rest = new ArrayList<>();
    if (common < one.size() || common < other.size()) {
      rest.add(
          new ChangeDelta<>(
              new Chunk<>(common, one.subList(common, one.size())),
              new Chunk<>(common, other.subList(common, other.size()))));
    }
    return rest;
  }

  private static String key(SpanRow span) {
    return span.type().isModelCall() ? "model call" : span.type().wire() + " " + span.name();
  }

  private void both(SpanRow one, SpanRow other, int depth) {
    rows.add(new AlignedRow(depth, one, other, textDiffers.test(one, other)));
    if (depth < DEEPEST) {
      align(a.children(one), b.children(other), depth + 1);
    }
  }

  private void only(TraceTree tree, SpanRow span, int depth, boolean first) {
    rows.add(new AlignedRow(depth, first ? span : null, first ? null : span, false));
    if (depth < DEEPEST) {
      tree.children(span).forEach(child -> only(tree, child, depth + 1, first));
    }
  }
}
