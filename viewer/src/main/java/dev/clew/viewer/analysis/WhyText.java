// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.analysis;

import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Explains what happened in a trace, as lines of text: never more than {@value #MAX_LINES}. */
public final class WhyText {

  public static final int MAX_LINES = 40;
  private static final int MAX_FINDINGS = 15;
  private static final int MAX_BRANCH = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private WhyText() {}

  public static List<String> of(TraceRow row, TraceHeader header, TraceTree tree, long now) {
    return of(row, tree, Findings.of(tree, header, now), AgentPath.of(tree));
  }

  /** Like {@link #of(TraceRow, TraceHeader, TraceTree, long)}, if the rules have already run. */
  public static List<String> of(
      TraceRow row, TraceTree tree, List<Finding> findings, List<AgentPath.Step> path) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(row));
    lines.add(where(row));
    if (path.size() > 1) {
      lines.add("Agents: " + AgentPath.line(path));
    }
    excerpt("Input: ", row.input(), lines);
    lines.add("");
    if (findings.isEmpty()) {
      lines.add("Nothing remarkable.");
    }
    for (Finding finding : findings.subList(0, Math.min(MAX_FINDINGS, findings.size()))) {
      lines.add(mark(finding.severity()) + " " + finding.sentence().replace('\n', ' '));
    }
    if (findings.size() > MAX_FINDINGS) {
      lines.add("  and " + (findings.size() - MAX_FINDINGS) + " more");
    }
    branch(tree, findings, lines);
    lines.add("");
    lines.add(time(tree));
    excerpt("Output: ", row.output(), lines);
    return lines.size() > MAX_LINES ? List.copyOf(lines.subList(0, MAX_LINES)) : lines;
  }

  private static String headline(TraceRow row) {
    String state =
        switch (row.status()) {
          case OK -> "finished in ";
          case ERROR -> "failed after ";
          case CANCELLED -> "was cut off after ";
          case RUNNING -> "has been running for ";
        };
    StringBuilder line =
        new StringBuilder(row.name())
            .append(' ')
            .append(state)
            .append(Format.duration(row.durationNanos()));
    Tokens tokens = row.tokens();
    if (tokens != null) {
      line.append(", ")
          .append(Format.tokens(tokens.input()))
          .append(" → ")
          .append(Format.tokens(tokens.output()))
          .append(" tokens");
    }
    Cost cost = row.cost();
    if (cost != null) {
      line.append(", ").append(Format.cost(cost.total())).append(cost.unpriced() > 0 ? "+" : "");
    }
    return line.toString();
  }

  private static String where(TraceRow row) {
    Instant start =
        Instant.ofEpochSecond(row.startNanos() / 1_000_000_000L, row.startNanos() % 1_000_000_000L);
    return "Trace "
        + row.id()
        + ", started "
        + TIME.format(start)
        + " UTC, "
        + Format.plural(row.spans(), "span")
        + (row.service() == null ? "" : ", service " + row.service())
        + (row.group() == null ? "" : ", group " + row.group());
  }

  private static void excerpt(String label, @Nullable String text, List<String> lines) {
    if (text != null) {
      String line = text.replaceAll("\\s+", " ");
      lines.add(label + (line.length() > 200 ? line.substring(0, 199) + "…" : line));
    }
  }

  private static String mark(Finding.Severity severity) {
    return switch (severity) {
      case ERROR -> "✗";
      case WARNING -> "!";
      case RUNNING -> "…";
      case INFO -> "-";
    };
  }

  /** From the root down to the first failure. */
  private static void branch(TraceTree tree, List<Finding> findings, List<String> lines) {
    SpanRow failed = null;
    for (Finding finding : findings) {
      if (failed == null
          && finding.severity() == Finding.Severity.ERROR
          && finding.span() != null) {
        failed = finding.span();
      }
    }
    if (failed == null || tree.parent(failed) == null) {
      return;
    }
    List<SpanRow> branch = new ArrayList<>();
    for (SpanRow span = failed;
        span != null && branch.size() < MAX_BRANCH;
        span = tree.parent(span)) {
      branch.add(0, span);
    }
    lines.add("");
    lines.add("Where:");
    for (int i = 0; i < branch.size(); i++) {
      SpanRow span = branch.get(i);
      lines.add(
          "  ".repeat(i + 1)
              + span.type().label().toLowerCase(Locale.ROOT)
              + " "
              + span.name()
              + ", "
              + Format.duration(tree.duration(span))
              + (span.failed() ? ", failed" : "")
              + (i == branch.size() - 1 && span.preview() != null ? ": " + span.preview() : ""));
    }
  }

  private static String time(TraceTree tree) {
    TimeSplit split = tree.timeSplit();
    double whole = Math.max(1, tree.duration());
    List<String> parts = new ArrayList<>();
    part("retries", split.lostToRetries(), whole, parts);
    part("models", split.model(), whole, parts);
    part("tools", split.tool(), whole, parts);
    part("retrieval", split.retrieval(), whole, parts);
    part("own code", split.ownCode(), whole, parts);
    return "Time: " + String.join(", ", parts);
  }

  private static void part(String name, long nanos, double whole, List<String> parts) {
    if (nanos > 0) {
      parts.add(name + " " + Format.percent((double) nanos, whole));
    }
  }
}
