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
 * The spans of a trace as a tree, in the order of their start. A span whose parent is not there is
 * a root, and so is one of a ring of parents, which only broken input has.
 */
public final class TraceTree {

  private static final Comparator<SpanRow> BY_START =
      Comparator.comparingLong(SpanRow::startNanos).thenComparingLong(SpanRow::id);

  private final Map<Long, SpanRow> byId = new HashMap<>();
  private final Map<Long, List<SpanRow>> children = new HashMap<>();
  private final Map<Long, Integer> depths = new HashMap<>();
  private final Map<Long, Integer> calls = new HashMap<>();
  private final List<SpanRow> roots = new ArrayList<>();
  private final List<SpanRow> order;
  private final long start;
  private final long end;
  private final boolean running;

  public TraceTree(List<SpanRow> spans) {
    List<SpanRow> sorted = new ArrayList<>(spans);
    sorted.sort(BY_START);
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    boolean open = false;
    for (SpanRow span : sorted) {
      byId.put(span.id(), span);
      first = Math.min(first, span.startNanos());
      last = Math.max(last, span.isOpen() ? span.startNanos() : span.endNanos());
      open |= span.isOpen();
    }
    for (SpanRow span : sorted) {
      if (span.parentId() != 0 && byId.containsKey(span.parentId())) {
        children.computeIfAbsent(span.parentId(), id -> new ArrayList<>()).add(span);
      } else {
        roots.add(span);
      }
    }
    start = sorted.isEmpty() ? 0 : first;
    end = sorted.isEmpty() ? 0 : last;
    running = open;
    order = new ArrayList<>(sorted.size());
    for (SpanRow root : List.copyOf(roots)) {
      walk(root);
    }
    if (order.size() < sorted.size()) {
      for (SpanRow span : sorted) {
        if (!depths.containsKey(span.id())) {
          roots.add(span);
          walk(span);
        }
      }
    }
    numberCalls();
  }

  private void walk(SpanRow root) {
    Deque<SpanRow> stack = new ArrayDeque<>();
    stack.push(root);
    depths.put(root.id(), 0);
    while (!stack.isEmpty()) {
      SpanRow span = stack.pop();
      order.add(span);
      int depth = depths.getOrDefault(span.id(), 0) + 1;
      List<SpanRow> below = children(span);
      for (int i = below.size() - 1; i >= 0; i--) {
        if (depths.putIfAbsent(below.get(i).id(), depth) == null) {
          stack.push(below.get(i));
        }
      }
    }
  }

  private void numberCalls() {
    Map<Long, Integer> numbers = new HashMap<>();
    for (SpanRow span : order) {
      if (span.type().isModelCall()) {
        calls.put(span.id(), numbers.merge(span.parentId(), 1, Integer::sum));
      }
    }
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

  /** The root that began first. */
  public SpanRow root() {
    return roots.get(0);
  }

  public @Nullable SpanRow span(long id) {
    return byId.get(id);
  }

  public @Nullable SpanRow parent(SpanRow span) {
    return span.parentId() == 0 ? null : byId.get(span.parentId());
  }

  public List<SpanRow> children(SpanRow span) {
    return children.getOrDefault(span.id(), List.of());
  }

  /** Those under the same parent, the span itself included. */
  public List<SpanRow> siblings(SpanRow span) {
    SpanRow parent = parent(span);
    return parent == null ? roots : children(parent);
  }

  public boolean isLeaf(SpanRow span) {
    return !children.containsKey(span.id());
  }

  public int depth(SpanRow span) {
    return depths.getOrDefault(span.id(), 0);
  }

  /** For a model call the number under its parent, from 1; 0 for anything else. */
  public int call(SpanRow span) {
    return calls.getOrDefault(span.id(), 0);
  }

  /** The model call before this one under the same parent. */
  public @Nullable SpanRow previousCall(SpanRow span) {
    SpanRow previous = null;
    for (SpanRow sibling : siblings(span)) {
      if (sibling.id() == span.id()) {
        return previous;
      }
      if (sibling.type().isModelCall()) {
        previous = sibling;
      }
    }
    return null;
  }

  /** The agent that a span belongs to: the nearest one above it. */
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

  /** The run of a tool that answered a model's request, or null. */
  public @Nullable SpanRow runOf(SpanRow call, String callId) {
    SpanRow found = null;
    for (SpanRow span : siblings(call)) {
      if (answers(span, callId)) {
        return span;
      }
    }
    for (SpanRow span : order) {
      if (answers(span, callId) && !span.has(SpanFlag.REMOTE)) {
        found = found == null ? span : found;
      }
    }
    return found;
  }

  private static boolean answers(SpanRow span, String callId) {
    return span.tool() != null && callId.equals(span.tool().callId());
  }

  /** The model call that asked for a run of a tool, or null. */
  public @Nullable SpanRow askedBy(SpanRow run) {
    String callId = run.tool() == null ? null : run.tool().callId();
    if (callId == null || callId.isEmpty()) {
      return null;
    }
    SpanRow found = null;
    for (SpanRow span : order) {
      if (span.type().isModelCall()
          && span.startNanos() <= run.startNanos()
          && span.model() != null
          && span.model().callIds().contains(callId)
          && (found == null || span.startNanos() > found.startNanos())) {
        found = span;
      }
    }
    return found;
  }

  /** The first model call that began after a span had ended, under the same parent. */
  public @Nullable SpanRow nextCall(SpanRow span) {
    long from = span.endOr(end);
    for (SpanRow sibling : siblings(span)) {
      if (sibling.type().isModelCall() && sibling.startNanos() >= from) {
        return sibling;
      }
    }
    return null;
  }

  public long start() {
    return start;
  }

  /** The last end of a span, or while it runs the last time that is known. */
  public long end() {
    return end;
  }

  public long duration() {
    return end - start;
  }

  public long duration(SpanRow span) {
    return span.endOr(end) - span.startNanos();
  }

  public boolean isRunning() {
    return running;
  }
}
