// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The duration of a trace by activity, in nanoseconds. If several ran at once, a model takes
 * precedence over a tool, and a tool over a retrieval; the rest of the time in which a span was
 * open is the application's own code, guardrails included. The sum is the duration unless no span
 * was open for a while, as between the calls of an application that nothing surrounds.
 */
public record TimeSplit(long lostToRetries, long model, long tool, long retrieval, long ownCode) {

  private static final int MODEL = 0;
  private static final int TOOL = 1;
  private static final int RETRIEVAL = 2;
  private static final int LOST = 3;
  private static final int ANY = 4;

  private record Edge(long at, int kind, int change) {}

  static TimeSplit of(TraceTree tree) {
    List<Edge> edges = new ArrayList<>();
    for (SpanRow span : tree.order()) {
      if (span.type() == SpanType.AGENT || tree.parent(span) == null) {
        add(edges, span.startNanos(), span.endOr(tree.end()), ANY);
      }
      if (!span.type().isWork()
          || span.type() == SpanType.GUARDRAIL
          || (span.type() == SpanType.CUSTOM && !tree.isLeaf(span))) {
        continue;
      }
      long end = span.endOr(tree.end());
      long lostUntil = span.startNanos() + lost(span, end);
      add(edges, span.startNanos(), Math.min(lostUntil, end), LOST);
      add(edges, lostUntil, end, kind(span.type()));
    }
    edges.sort(Comparator.comparingLong(Edge::at));
    long[] sums = new long[4];
    int[] open = new int[5];
    long own = 0;
    long reached = tree.start();
    for (Edge edge : edges) {
      own += account(sums, open, edge.at() - reached);
      reached = Math.max(reached, edge.at());
      open[edge.kind()] += edge.change();
    }
    own += account(sums, open, tree.end() - reached);
    return new TimeSplit(sums[LOST], sums[MODEL], sums[TOOL], sums[RETRIEVAL], own);
  }

  private static long account(long[] sums, int[] open, long duration) {
    if (duration <= 0) {
      return 0;
    }
    if (open[MODEL] > 0) {
      sums[MODEL] += duration;
    } else if (open[LOST] > 0) {
      sums[LOST] += duration;
    } else if (open[TOOL] > 0) {
      sums[TOOL] += duration;
    } else if (open[RETRIEVAL] > 0) {
      sums[RETRIEVAL] += duration;
    } else if (open[ANY] > 0) {
      return duration;
    }
    return 0;
  }

  /** The time a call lost to retries: up to its last attempt, or all of it if it failed. */
  static long lost(SpanRow span, long end) {
    if (!span.has(SpanFlag.RETRIED) || span.retryOffsets().isEmpty()) {
      return 0;
    }
    return span.failed()
        ? end - span.startNanos()
        : span.retryOffsets().get(span.retryOffsets().size() - 1);
  }

  private static void add(List<Edge> edges, long from, long to, int kind) {
    if (to > from) {
      edges.add(new Edge(from, kind, 1));
      edges.add(new Edge(to, kind, -1));
    }
  }

  private static int kind(SpanType type) {
    return switch (type) {
      case GENERATION, RESPONSE -> MODEL;
      case FUNCTION, MCP_TOOLS, CUSTOM -> TOOL;
      default -> RETRIEVAL;
    };
  }
}
