// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.SpanFlag;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.SpanType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a trace as a tree, ordered by start. A span whose parent is missing is a root, and
 * so is one of a cycle of parents, which only invalid input contains.
 */
public final class TraceTree {

  private static final Comparator<SpanRow> BY_START =
      Comparator.comparingLong(SpanRow::startNanos).thenComparingLong(SpanRow::id);

  /** A span and its position. */
  private static final class Node {
    private final SpanRow span;
    private @Nullable SpanRow parent;
    private List<SpanRow> children = List.of();

    /** Its index among its siblings. */
    private int position;

    private int depth = -1;
    private int call;

    Node(SpanRow span) {
      this.span = span;
    }

    int add(SpanRow child) {
      if (children.isEmpty()) {
        children = new ArrayList<>();
      }
      children.add(child);
      return children.size() - 1;
    }
  }

  private final Map<Long, Node> byId;
  private final List<SpanRow> roots = new ArrayList<>();
  private final List<SpanRow> order;
  private final long start;
  private final long end;
  private final boolean running;
  private volatile @Nullable Map<String, List<SpanRow>> runs;
  private volatile @Nullable Map<String, List<SpanRow>> calls;
  private volatile @Nullable TimeSplit timeSplit;

  public TraceTree(List<SpanRow> spans) {
    List<SpanRow> sorted = new ArrayList<>(spans);
    sorted.sort(BY_START);
    byId = new HashMap<>(sorted.size() * 2);
    List<Node> nodes = new ArrayList<>(sorted.size());
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    boolean open = false;
    for (SpanRow span : sorted) {
      Node node = new Node(span);
      byId.put(span.id(), node);
      nodes.add(node);
      first = Math.min(first, span.startNanos());
      last = Math.max(last, span.isOpen() ? span.startNanos() : span.endNanos());
      open |= span.isOpen();
    }
    for (Node node : nodes) {
      Node parent = node.span.parentId() == 0 ? null : byId.get(node.span.parentId());
      if (parent != null) {
        node.parent = parent.span;
        node.position = parent.add(node.span);
      } else {
        root(node);
      }
    }
    start = sorted.isEmpty() ? 0 : first;
    end = sorted.isEmpty() ? 0 : last;
    running = open;
    order = new ArrayList<>(sorted.size());
    for (SpanRow root : List.copyOf(roots)) {
      walk(node(root));
    }
    if (order.size() < sorted.size()) {
      for (Node node : nodes) {
        if (node.depth < 0) {
          root(node);
          walk(node);
        }
      }
    }
    numberCalls();
  }

  private void root(Node node) {
    node.position = roots.size();
    roots.add(node.span);
  }

  private void walk(Node root) {
    Deque<Node> stack = new ArrayDeque<>();
    stack.push(root);
    root.depth = 0;
    while (!stack.isEmpty()) {
      Node node = stack.pop();
      order.add(node.span);
      for (int i = node.children.size() - 1; i >= 0; i--) {
        Node below = node(node.children.get(i));
        if (below.depth < 0) {
          below.depth = node.depth + 1;
          stack.push(below);
        }
      }
    }
  }

  private void numberCalls() {
    Map<Long, Integer> numbers = new HashMap<>();
    for (SpanRow span : order) {
      if (span.type().isModelCall()) {
        node(span).call = numbers.merge(span.parentId(), 1, Integer::sum);
      }
    }
  }

  /** Only for spans of this tree. */
  private Node node(SpanRow span) {
    Node node = byId.get(span.id());
    if (node == null) {
      throw new IllegalArgumentException("span " + span.idText() + " is of another trace");
    }
    return node;
  }

  public boolean isEmpty() {
    return order.isEmpty();
  }

  /** All spans, parents before children, siblings by start. */
  public List<SpanRow> order() {
    return order;
  }

  public List<SpanRow> roots() {
    return roots;
  }

  /** The root that started first. */
  public SpanRow root() {
    return roots.get(0);
  }

  public @Nullable SpanRow span(long id) {
    Node node = byId.get(id);
    return node == null ? null : node.span;
  }

  public @Nullable SpanRow parent(SpanRow span) {
    return node(span).parent;
  }

  public List<SpanRow> children(SpanRow span) {
    return node(span).children;
  }

  /** The spans under the same parent, including the span itself. */
  public List<SpanRow> siblings(SpanRow span) {
    SpanRow parent = parent(span);
    return parent == null ? roots : children(parent);
  }

  public boolean isLeaf(SpanRow span) {
    return node(span).children.isEmpty();
  }

  public int depth(SpanRow span) {
    return node(span).depth;
  }

  /** For a model call its number under its parent, from 1; otherwise 0. */
  public int call(SpanRow span) {
    return node(span).call;
  }

  /** The previous model call under the same parent. */
  public @Nullable SpanRow previousCall(SpanRow span) {
    List<SpanRow> siblings = siblings(span);
    for (int i = node(span).position - 1; i >= 0; i--) {
      if (siblings.get(i).type().isModelCall()) {
        return siblings.get(i);
      }
    }
    return null;
  }

  /** The siblings that started later, or at the same time and come after it. */
  List<SpanRow> laterSiblings(SpanRow span) {
    List<SpanRow> siblings = siblings(span);
    return siblings.subList(node(span).position + 1, siblings.size());
  }

  /** The agent that a span belongs to: its nearest ancestor that is one. */
  public @Nullable SpanRow agent(SpanRow span) {
    SpanRow above = parent(span);
    for (int steps = 0; above != null && steps < order.size(); steps++) {
      if (above.type() == SpanType.AGENT) {
        return above;
      }
      above = parent(above);
    }
    return null;
  }

  /** The tool run that answered a model's request, or null. */
  public @Nullable SpanRow runOf(SpanRow call, String callId) {
    Map<String, List<SpanRow>> byCall = runs;
    if (byCall == null) {
      byCall = new HashMap<>();
      for (SpanRow span : order) {
        if (span.tool() != null && span.tool().callId() != null) {
          byCall.computeIfAbsent(span.tool().callId(), id -> new ArrayList<>(1)).add(span);
        }
      }
      runs = byCall;
    }
    SpanRow found = null;
    for (SpanRow run : byCall.getOrDefault(callId, List.of())) {
      if (areSiblings(run, call)) {
        return run;
      }
      if (found == null && !run.has(SpanFlag.REMOTE)) {
        found = run;
      }
    }
    return found;
  }

  private boolean areSiblings(SpanRow one, SpanRow other) {
    SpanRow parent = parent(one);
    SpanRow otherParent = parent(other);
    if (parent == null || otherParent == null) {
      return parent == null && otherParent == null;
    }
    return parent.id() == otherParent.id();
  }

  /** The model call that requested a tool run, or null. */
  public @Nullable SpanRow askedBy(SpanRow run) {
    String callId = run.tool() == null ? null : run.tool().callId();
    if (callId == null || callId.isEmpty()) {
      return null;
    }
    Map<String, List<SpanRow>> byCall = calls;
    if (byCall == null) {
      byCall = new HashMap<>();
      for (SpanRow span : order) {
        if (span.type().isModelCall() && span.model() != null) {
          for (String id : span.model().callIds()) {
            byCall.computeIfAbsent(id, each -> new ArrayList<>(1)).add(span);
          }
        }
      }
      calls = byCall;
    }
    SpanRow found = null;
    for (SpanRow span : byCall.getOrDefault(callId, List.of())) {
      if (span.startNanos() <= run.startNanos()
          && (found == null || span.startNanos() > found.startNanos())) {
        found = span;
      }
    }
    return found;
  }

  /** The first model call under the same parent that started after a span had ended. */
  public @Nullable SpanRow nextCall(SpanRow span) {
    long from = span.endOr(end);
    for (SpanRow sibling : laterSiblings(span)) {
      if (sibling.type().isModelCall() && sibling.startNanos() >= from) {
        return sibling;
      }
    }
    return null;
  }

  public long start() {
    return start;
  }

  /** The last end of a span; for a running one, the last known time. */
  public long end() {
    return end;
  }

  public long duration() {
    return end - start;
  }

  public long duration(SpanRow span) {
    return span.endOr(end) - span.startNanos();
  }

  /** The duration by what ran. */
  public TimeSplit timeSplit() {
    TimeSplit known = timeSplit;
    if (known == null) {
      known = TimeSplit.of(this);
      timeSplit = known;
    }
    return known;
  }

  public boolean isRunning() {
    return running;
  }
}
