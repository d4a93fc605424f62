// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts spans in tree order: children under parents, by start.
 *
 * <p>A span whose parent is not among them is at the top level. Not recursive, because the nesting
 * depth is up to the application.
 */
final class SpanTree {
  private static final int MAX_INDENTS = 20;
  private static final Comparator<SpanLine> BY_START =
      Comparator.comparingLong(SpanLine::startEpochNanos);

  private SpanTree() {}

  /** Returns each of {@code spans} once, with the branches to draw before it. */
  static List<Row> rows(List<SpanLine> spans, TreeSymbols symbols) {
    Set<String> ids = new HashSet<>();
    spans.forEach(span -> ids.add(span.spanId()));
    List<SpanLine> tops = new ArrayList<>();
    Map<String, List<SpanLine>> children = new HashMap<>();
    for (SpanLine span : spans) {
      String parent = span.parentId();
      if (parent == null || !ids.contains(parent) || parent.equals(span.spanId())) {
        tops.add(span);
      } else {
        children.computeIfAbsent(parent, id -> new ArrayList<>()).add(span);
      }
    }
    List<Row> rows = new ArrayList<>(spans.size());
    Deque<Open> stack = new ArrayDeque<>();
    push(stack, tops, "", 0);
    while (!stack.isEmpty()) {
      Open open = stack.pop();
      String id = open.span.spanId();
      boolean indents = open.depth < MAX_INDENTS;
      rows.add(
          new Row(open.trunk + (open.last ? symbols.lastBranch() : symbols.branch()), open.span));
      List<SpanLine> below = children.remove(id);
      if (below != null) {
        String step = indents ? (open.last ? symbols.gap() : symbols.trunk()) : "";
        push(stack, below, open.trunk + step, open.depth + 1);
      }
    }
    return rows;
  }

  private static void push(Deque<Open> stack, List<SpanLine> siblings, String trunk, int depth) {
    siblings.sort(BY_START);
    for (int i = siblings.size() - 1; i >= 0; i--) {
      stack.push(new Open(siblings.get(i), trunk, depth, i == siblings.size() - 1));
    }
  }

  /** A span and the branches before it. */
  record Row(String branches, SpanLine span) {}

  private record Open(SpanLine span, String trunk, int depth, boolean last) {}
}
