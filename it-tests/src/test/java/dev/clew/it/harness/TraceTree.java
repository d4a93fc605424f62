// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The spans of one trace.
 *
 * @param spans all spans, ordered by start
 */
public record TraceTree(String traceId, List<TracedSpan> spans) {
  /** Sorts the spans. */
  public TraceTree {
    spans =
        spans.stream()
            .sorted(Comparator.comparingLong(TracedSpan::start).thenComparing(TracedSpan::name))
            .toList();
  }

  /**
   * Returns a line per span, indented by two spaces per level, with siblings ordered by start.
   *
   * @param concurrent names of spans whose children run concurrently; those are sorted by text
   */
  public String describe(String... concurrent) {
    StringBuilder text = new StringBuilder();
    roots().forEach(root -> describe(root, "", Set.of(concurrent), text));
    return text.toString();
  }

  /** Returns the spans of a type. */
  public List<TracedSpan> spans(String type) {
    return spans.stream().filter(span -> span.type().equals(type)).toList();
  }

  /** Returns the only span of a type; fails if there is none or more than one. */
  public TracedSpan only(String type) {
    List<TracedSpan> found = spans(type);
    if (found.size() != 1) {
      throw new AssertionError("expected one " + type + " in:\n" + describe());
    }
    return found.get(0);
  }

  /** Returns the only span with this name; fails if there is none or more than one. */
  public TracedSpan named(String name) {
    List<TracedSpan> found = spans.stream().filter(span -> span.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError("expected one '" + name + "' in:\n" + describe());
    }
    return found.get(0);
  }

  /** Returns the parent span. */
  public TracedSpan parentOf(TracedSpan span) {
    return spans.stream()
        .filter(each -> each.id().equals(span.parentId()))
        .findAny()
        .orElseThrow(() -> new AssertionError(span.name() + " has no parent in:\n" + describe()));
  }

  boolean mentions(String phrase) {
    return spans.stream().anyMatch(span -> span.json().toString().contains(phrase));
  }

  private Stream<TracedSpan> roots() {
    return spans.stream()
        .filter(span -> spans.stream().noneMatch(each -> each.id().equals(span.parentId())));
  }

  private void describe(
      TracedSpan span, String indent, Set<String> concurrent, StringBuilder text) {
    // A span whose parent is missing is a gap in the trace and must be visible.
    String orphan = indent.isEmpty() && !span.parentId().isEmpty() ? "ORPHAN " : "";
    text.append(indent).append(orphan).append(span.describe()).append('\n');
    Stream<TracedSpan> children = spans.stream().filter(each -> each.parentId().equals(span.id()));
    if (concurrent.contains(span.name())) {
      children = children.sorted(Comparator.comparing(TracedSpan::describe));
    }
    children.forEach(child -> describe(child, indent + "  ", concurrent, text));
  }
}
