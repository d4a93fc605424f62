// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * What the end of a trace waited for: going back from the root's end, always the child that ended
 * last.
 */
public final class CriticalPath {

  /**
   * How much longer a child may run than the span that waits for it, since clocks are read at
   * different moments.
   */
  private static final long TOLERANCE = 1_000_000;

  private static final long SHORTEST = 500_000;
  private static final int DEEPEST = 400;

  /** A section of a span that the end waited for; nanoseconds since 1970. */
  public record Segment(SpanRow span, long start, long end) {}

  private final TraceTree tree;
  private final List<Segment> segments = new ArrayList<>();

  private CriticalPath(TraceTree tree) {
    this.tree = tree;
  }

  /** The segments in chronological order. */
  public static List<Segment> of(TraceTree tree) {
    if (tree.isEmpty()) {
      return List.of();
    }
    CriticalPath path = new CriticalPath(tree);
    SpanRow root = tree.root();
    path.walk(root, root.endOr(tree.end()), 0);
    Collections.reverse(path.segments);
    return path.segments;
  }

  private void walk(SpanRow span, long end, int depth) {
    long reached = end;
    if (depth < DEEPEST) {
      List<SpanRow> children = new ArrayList<>(tree.children(span));
      children.removeIf(child -> child.type() == SpanType.HANDOFF);
      children.sort(
          Comparator.comparingLong((SpanRow child) -> child.endOr(tree.end())).reversed());
      for (SpanRow child : children) {
        long ended = child.endOr(tree.end());
        long childEnd = Math.min(ended, reached);
        if (childEnd <= child.startNanos()
            || child.startNanos() >= reached
            || ended > reached + TOLERANCE) {
          continue;
        }
        add(span, childEnd, reached);
        walk(child, childEnd, depth + 1);
        reached = child.startNanos();
      }
    }
    add(span, span.startNanos(), reached);
  }

  private void add(SpanRow span, long from, long to) {
    if (to - from > SHORTEST) {
      segments.add(new Segment(span, from, to));
    }
  }
}
