// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.model.SpanRow;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of a trace that are nearest to its roots: as many levels as there is room for, and of
 * the next one what fits. Enough to draw the first screen of a large trace.
 */
final class TopSpans {

  private TopSpans() {}

  /** Returns at most {@code max} spans, in the order of the tree. */
  static List<SpanRow> of(TraceTree tree, int max) {
    List<SpanRow> all = tree.order();
    if (all.size() <= max) {
      return all;
    }
    List<Integer> sizes = sizesOfLevels(tree);
    int room = max;
    int levels = 0;
    while (sizes.get(levels) <= room) {
      room -= sizes.get(levels++);
    }
    List<SpanRow> top = new ArrayList<>(max);
    for (SpanRow span : all) {
      int depth = tree.depth(span);
      if (depth < levels || (depth == levels && room-- > 0)) {
        top.add(span);
      }
    }
    return top;
  }

  private static List<Integer> sizesOfLevels(TraceTree tree) {
    List<Integer> sizes = new ArrayList<>();
    for (SpanRow span : tree.order()) {
      int depth = tree.depth(span);
      if (depth == sizes.size()) { // a parent stands before its children
        sizes.add(0);
      }
      sizes.set(depth, sizes.get(depth) + 1);
    }
    return sizes;
  }
}
