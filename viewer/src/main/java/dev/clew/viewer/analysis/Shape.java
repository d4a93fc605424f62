// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow.ShapeBar;
import java.util.ArrayList;
import java.util.List;

/** The small picture of a trace in a list: one bar per leaf, thinned out if there are many. */
final class Shape {

  private static final int MAX = 240;

  private Shape() {}

  static List<ShapeBar> of(TraceTree tree) {
    List<SpanRow> leaves = new ArrayList<>();
    for (SpanRow span : tree.order()) {
      if (span.type().isWork() && tree.isLeaf(span)) {
        leaves.add(span);
      }
    }
    double duration = Math.max(1, tree.duration());
    double step = Math.max(1, leaves.size() / (double) MAX);
    List<ShapeBar> bars = new ArrayList<>(Math.min(leaves.size(), MAX));
    for (double at = 0; at < leaves.size() && bars.size() < MAX; at += step) {
      bars.add(
          bar(tree, pick(leaves, (int) at, (int) Math.min(leaves.size(), at + step)), duration));
    }
    return bars;
  }

  /** The first of them, or the first that failed, so that failures stay visible. */
  private static SpanRow pick(List<SpanRow> leaves, int from, int to) {
    for (int i = from; i < to; i++) {
      if (leaves.get(i).failed()) {
        return leaves.get(i);
      }
    }
    return leaves.get(from);
  }

  private static ShapeBar bar(TraceTree tree, SpanRow span, double duration) {
    int start = (int) Math.round((span.startNanos() - tree.start()) / duration * 1000);
    int width = (int) Math.round(tree.duration(span) / duration * 1000);
    return new ShapeBar(
        span.type(),
        Math.min(start, 999),
        Math.max(1, Math.min(width, 1000 - Math.min(start, 999))),
        span.failed() || span.has(SpanFlag.TRIGGERED));
  }
}
