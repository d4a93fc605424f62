// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.api.data.SpanData;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Spans as indented text, so that a test compares the whole tree at once and notices anything
 * extra.
 *
 * <pre>
 * agent triage
 *   generation chat gpt-4o-mini
 *   function lookup [error java.lang.IllegalStateException]
 * </pre>
 *
 * <p>One line per span: type, name, and status unless it is OK. Siblings are ordered by start. A
 * span whose parent is missing is not indented and marked {@code [parent missing]}.
 */
public final class SpanTree {
  private final Map<String, List<Node>> children = new HashMap<>();
  private final List<Node> roots = new ArrayList<>();

  record Node(String id, @Nullable String parentId, long start, String text) {}

  SpanTree(List<Node> nodes) {
    Set<String> ids = new HashSet<>();
    nodes.forEach(node -> ids.add(node.id()));
    for (Node node : nodes.stream().sorted(Comparator.comparingLong(Node::start)).toList()) {
      String parent = node.parentId();
      if (parent == null || !ids.contains(parent)) {
        roots.add(node);
      } else {
        children.computeIfAbsent(parent, key -> new ArrayList<>()).add(node);
      }
    }
  }

  /** Returns the tree of {@code spans}, which may belong to several traces. */
  public static SpanTree of(Collection<FinishedSpan> spans) {
    return new SpanTree(spans.stream().map(SpanTree::node).toList());
  }

  /** Returns the text, with a line feed after each line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Node root : roots) {
      append(text, root, "", root.parentId() == null ? "" : " [parent missing]");
    }
    return text.toString();
  }

  private void append(StringBuilder text, Node node, String indent, String mark) {
    text.append(indent).append(node.text()).append(mark).append('\n');
    for (Node child : children.getOrDefault(node.id(), List.of())) {
      append(text, child, indent + "  ", "");
    }
  }

  private static Node node(FinishedSpan span) {
    String parent = span.parentId();
    SpanError error = span.error();
    return new Node(
        id(span.traceId(), span.spanId()),
        parent == null ? null : id(span.traceId(), parent),
        span.startEpochNanos(),
        text(
            SpanRecorder.data(span, SpanData.class).type().wireName(),
            span.name(),
            span.status().name().toLowerCase(Locale.ROOT),
            error == null ? "" : error.type()));
  }

  static String text(String type, String name, String status, String errorType) {
    String text = type + " " + name;
    if (status.equals(SpanStatus.OK.name().toLowerCase(Locale.ROOT))) {
      return text;
    }
    return text + " [" + (status + " " + errorType).trim() + "]";
  }

  static String id(String traceId, String spanId) {
    return traceId + "/" + spanId;
  }
}
