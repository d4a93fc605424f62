// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import dev.clew.api.data.Usage;
import dev.clew.api.trace.SpanStatus;
import dev.clew.api.trace.SpanType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lays out a trace: a heading, then one line per span with durations in one column. */
final class TreePrinter {
  private static final int TYPE_WIDTH = 11;
  private static final int DURATION_WIDTH = 9;
  private static final int MAX_LEFT = 72;
  private static final int MAX_ROWS = 1_000;
  private static final int MIN_TITLE = 8;

  /** The columns of a line reserved for what is to the right of the title. */
  private static final int RIGHT = 24;

  private final ConsoleSettings settings;
  private final TreeSymbols symbols;

  TreePrinter(ConsoleSettings settings, TreeSymbols symbols) {
    this.settings = settings;
    this.symbols = symbols;
  }

  /** Returns the heading line of a trace. */
  String heading(Heading heading, List<SpanLine> spans) {
    // Never cut, however narrow the line: half a trace id is useless.
    StyledLine line = new StyledLine(settings.colours(), symbols, Integer.MAX_VALUE);
    line.add(AnsiStyle.CYAN, symbols.trace()).add(AnsiStyle.PLAIN, " ");
    line.add(AnsiStyle.BOLD, heading.what + OneLine.of(heading.name, MAX_LEFT, symbols));
    Long nanos = heading.durationNanos;
    line.column(AnsiStyle.BOLD, nanos == null ? "" : Durations.format(nanos, symbols));
    line.column(AnsiStyle.PLAIN, Durations.plural(spans.size(), "span"));
    line.column(AnsiStyle.YELLOW, heading.dropped == 0 ? "" : heading.dropped + " dropped");
    long errors = spans.stream().filter(span -> span.status() == SpanStatus.ERROR).count();
    line.column(AnsiStyle.RED, errors == 0 ? "" : Durations.plural(errors, "error"));
    List<Usage> usages = spans.stream().map(SpanLine::usage).filter(Objects::nonNull).toList();
    line.column(AnsiStyle.PLAIN, usages.isEmpty() ? "" : tokens(sum(usages)));
    line.column(
        AnsiStyle.BOLD, Dollars.sum(spans.stream().map(SpanLine::cost).toList()).text(symbols));
    return line.column(AnsiStyle.DIM, heading.traceId) + "\n";
  }

  /** Returns one line per span. */
  String tree(List<SpanLine> spans) {
    List<SpanTree.Row> rows = SpanTree.rows(new ArrayList<>(spans), symbols);
    List<SpanTree.Row> shown = rows.subList(0, Math.min(rows.size(), MAX_ROWS));
    int left = shown.stream().mapToInt(TreePrinter::leftWidth).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (SpanTree.Row row : shown) {
      text.append(line(row, Math.min(left, maxLeft()))).append('\n');
    }
    if (shown.size() < rows.size()) {
      int more = rows.size() - shown.size();
      text.append(symbols.ellipsis()).append(' ').append(Durations.plural(more, "more span"));
      text.append('\n');
    }
    return text.toString();
  }

  private String line(SpanTree.Row row, int left) {
    SpanLine span = row.span();
    StyledLine line = new StyledLine(settings.colours(), symbols, settings.width());
    line.add(AnsiStyle.DIM, row.branches());
    line.add(colour(span.type()), padded(span.type()));
    line.add(AnsiStyle.PLAIN, title(row)).padTo(left);
    // A handoff is a moment; its duration would only show how long Clew took to record it.
    boolean instant = span.type().equals(SpanType.HANDOFF.wireName());
    String duration = instant ? "" : Durations.format(span.durationNanos(), symbols);
    line.add(AnsiStyle.PLAIN, " ".repeat(Math.max(1, DURATION_WIDTH - duration.length())));
    line.add(AnsiStyle.BOLD, duration);
    String error = span.error();
    if (span.status() == SpanStatus.ERROR) {
      line.column(AnsiStyle.RED, symbols.cross() + " " + (error == null ? "failed" : error));
    } else if (span.status() == SpanStatus.CANCELLED) {
      line.column(AnsiStyle.YELLOW, symbols.stop() + " cancelled");
    }
    Usage usage = span.usage();
    line.column(AnsiStyle.PLAIN, usage == null ? "" : tokens(usage));
    line.column(AnsiStyle.PLAIN, span.cost().text(symbols));
    Long firstChunk = span.firstChunkNanos();
    line.column(
        AnsiStyle.PLAIN,
        firstChunk == null ? "" : "first chunk " + Durations.format(firstChunk, symbols));
    return line.column(AnsiStyle.DIM, span.detail()).toString();
  }

  /** On a narrow terminal, the title is cut to make room for the duration and the tokens. */
  private String title(SpanTree.Row row) {
    String title = row.span().title();
    int room = settings.width() - RIGHT - (leftWidth(row) - title.length());
    return OneLine.of(title, Math.max(MIN_TITLE, room), symbols);
  }

  private int maxLeft() {
    return Math.min(MAX_LEFT, settings.width() - RIGHT);
  }

  private static int leftWidth(SpanTree.Row row) {
    return row.branches().length()
        + padded(row.span().type()).length()
        + row.span().title().length();
  }

  private static String padded(String type) {
    return type + " ".repeat(Math.max(1, TYPE_WIDTH - type.length()));
  }

  private String tokens(Usage usage) {
    StringBuilder text = new StringBuilder(usage.estimated() ? symbols.about() : "");
    text.append(known(usage.input())).append(symbols.arrow()).append(known(usage.output()));
    text.append(" tokens");
    List<String> parts = new ArrayList<>();
    addPart(parts, usage.cachedInput(), "cached");
    addPart(parts, usage.cacheWriteInput(), "cache write");
    addPart(parts, usage.reasoning(), "reasoning");
    return parts.isEmpty() ? text.toString() : text + " (" + String.join(", ", parts) + ")";
  }

  private static void addPart(List<String> parts, @Nullable Long tokens, String name) {
    if (tokens != null && tokens > 0) {
      parts.add(Durations.count(tokens) + " " + name);
    }
  }

  private static String known(@Nullable Long tokens) {
    return tokens == null ? "?" : Durations.count(tokens);
  }

  private static Usage sum(List<Usage> usages) {
    Usage sum = usages.get(0);
    for (Usage more : usages.subList(1, usages.size())) {
      sum =
          new Usage(
              plus(sum.input(), more.input()),
              plus(sum.output(), more.output()),
              null,
              plus(sum.cachedInput(), more.cachedInput()),
              plus(sum.cacheWriteInput(), more.cacheWriteInput()),
              plus(sum.reasoning(), more.reasoning()),
              null,
              null,
              sum.estimated() || more.estimated());
    }
    return sum;
  }

  private static @Nullable Long plus(@Nullable Long a, @Nullable Long b) {
    return a == null ? b : b == null ? a : Long.valueOf(a + b);
  }

  private static AnsiStyle colour(String type) {
    return switch (type) {
      case "agent" -> AnsiStyle.CYAN;
      case "generation", "response", "embedding" -> AnsiStyle.MAGENTA;
      case "function", "mcp_tools", "retrieval" -> AnsiStyle.GREEN;
      case "handoff" -> AnsiStyle.BLUE;
      case "guardrail" -> AnsiStyle.YELLOW;
      default -> AnsiStyle.PLAIN;
    };
  }

  /**
   * The heading of a tree.
   *
   * @param what the words before the name
   * @param durationNanos null if the trace is not complete
   */
  record Heading(
      String what, String name, @Nullable Long durationNanos, int dropped, String traceId) {}
}
