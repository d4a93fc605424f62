// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

  private record Node(String id, @Nullable String parentId, long start, String text) {}

  private SpanTree(List<Node> nodes) {
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

  /**
   * Returns the tree of the spans in trace files.
   *
   * @param lines the lines of one or more files, each JSON as described in {@code
   *     docs/trace-format.md}
   */
  public static SpanTree ofTraceFile(Collection<String> lines) {
    JsonMapper json = new JsonMapper();
    List<Node> nodes = new ArrayList<>();
    for (String line : lines) {
      JsonNode item = parsed(json, line);
      if (item.path("object").asText().equals("trace.span")) {
        nodes.add(node(item));
      }
    }
    return new SpanTree(nodes);
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

  private static Node node(JsonNode item) {
    String trace = item.required("trace_id").asText();
    JsonNode parent = item.required("parent_id");
    JsonNode clew = item.required("clew");
    return new Node(
        id(trace, item.required("id").asText()),
        parent.isNull() ? null : id(trace, parent.asText()),
        Long.parseLong(clew.required("start_unix_nano").asText()),
        text(
            item.required("span_data").required("type").asText(),
            clew.required("name").asText(),
            clew.required("status").asText(),
            item.path("error").path("data").path("type").asText()));
  }

  private static String text(String type, String name, String status, String errorType) {
    String text = type + " " + name;
    if (status.equals(SpanStatus.OK.name().toLowerCase(Locale.ROOT))) {
      return text;
    }
    return text + " [" + (status + " " + errorType).trim() + "]";
  }

  private static String id(String traceId, String spanId) {
    return traceId + "/" + spanId;
  }

  private static JsonNode parsed(JsonMapper json, String line) {
    try {
      return json.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + line, e);
    }
  }
}
