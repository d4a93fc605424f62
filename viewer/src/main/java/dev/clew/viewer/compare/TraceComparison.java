// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.analysis.TraceTree;
import dev.clew.viewer.compare.Difference.Kind;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.Status;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.store.StoredTrace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two traces side by side, and in what they differ. */
public final class TraceComparison {

  private static final int MOST_STRUCTURAL = 6;

  /** From which part on a difference of durations, tokens or cost is worth a line. */
  private static final double WORTH_TELLING = 0.1;

  private static final long SHORTEST_TOLD = 20_000_000;

  private final TraceRow a;
  private final TraceRow b;
  private final List<AlignedRow> rows;
  private final List<Difference> differences = new ArrayList<>();

  private TraceComparison(TraceRow a, TraceRow b, List<AlignedRow> rows) {
    this.a = a;
    this.b = b;
    this.rows = rows;
  }

  /**
   * Compares two traces.
   *
   * @param texts what their spans said
   */
  public static TraceComparison of(StoredTrace a, StoredTrace b, SpanTexts texts) {
    List<AlignedRow> rows =
        TreeAlignment.of(new TraceTree(a.spans()), new TraceTree(b.spans()), texts::differ);
    TraceComparison comparison = new TraceComparison(a.row(), b.row(), rows);
    comparison.outcome();
    comparison.errors();
    comparison.structure();
    comparison.models();
    comparison.timing();
    comparison.amounts();
    comparison.texts();
    return comparison;
  }

  public TraceRow a() {
    return a;
  }

  public TraceRow b() {
    return b;
  }

  public List<AlignedRow> rows() {
    return rows;
  }

  /** The most important first. */
  public List<Difference> differences() {
    return differences;
  }

  public boolean has(Kind kind) {
    return differences.stream().anyMatch(difference -> difference.kind() == kind);
  }

  private void add(Kind kind, String text, @Nullable SpanRow one, @Nullable SpanRow other) {
    differences.add(new Difference(kind, text, one, other));
  }

  private void outcome() {
    if (a.status() != b.status()) {
      add(
          Kind.OUTCOME,
          "A " + outcome(a.status()) + ", B " + outcome(b.status()) + ".",
          null,
          null);
    }
  }

  private static String outcome(Status status) {
    return switch (status) {
      case OK -> "ended well";
      case ERROR -> "failed";
      case CANCELLED -> "was cut off";
      case RUNNING -> "still runs";
    };
  }

  private void errors() {
    for (AlignedRow row : rows) {
      SpanRow one = row.a();
      SpanRow other = row.b();
      boolean inA = one != null && one.failed();
      boolean inB = other != null && other.failed();
      SpanRow failed = inB ? other : one;
      if (one != null && other != null && inA && inB) {
        bothFailed(one, other);
        continue;
      }
      if (inA == inB || failed == null || failed.error() == null || passedOn(failed, inB)) {
        continue;
      }
      add(
          Kind.ERROR,
          failed.name()
              + " failed in "
              + (inB ? "B" : "A")
              + " only: "
              + failed.error().brief()
              + ".",
          one,
          other);
    }
  }

  private void bothFailed(SpanRow one, SpanRow other) {
    if (one.error() == null
        || other.error() == null
        || one.error().brief().equals(other.error().brief())
        || passedOn(one, false)
        || passedOn(other, true)) {
      return;
    }
    String errors = "A: " + one.error().brief() + "; B: " + other.error().brief();
    add(Kind.ERROR, one.name() + " failed in both, " + errors + ".", one, other);
  }

  /** Whether a span below failed with the same error. */
  private boolean passedOn(SpanRow failed, boolean inB) {
    for (AlignedRow row : rows) {
      SpanRow span = inB ? row.b() : row.a();
      if (span != null
          && span.parentId() == failed.id()
          && span.failed()
          && span.error() != null
          && failed.error() != null
          && span.error().brief().equals(failed.error().brief())) {
        return true;
      }
    }
    return false;
  }

  private void structure() {
    List<RunCounts.Count> different = RunCounts.different(rows);
    for (RunCounts.Count count :
        different.subList(0, Math.min(MOST_STRUCTURAL, different.size()))) {
      add(Kind.STRUCTURE, count.sentence(a, b), count.a(), count.b());
    }
    if (different.size() > MOST_STRUCTURAL) {
      add(
          Kind.STRUCTURE,
          "And " + (different.size() - MOST_STRUCTURAL) + " others did not run equally often.",
          null,
          null);
    }
    if (different.isEmpty() && rows.stream().anyMatch(row -> row.a() == null || row.b() == null)) {
      add(Kind.STRUCTURE, "The same things ran, in another order or place.", null, null);
    }
  }

  private void models() {
    Set<String> inA = new TreeSet<>(a.models());
    Set<String> inB = new TreeSet<>(b.models());
    if (!inA.equals(inB) && !inA.isEmpty() && !inB.isEmpty()) {
      add(
          Kind.MODEL,
          "Other models: " + String.join(", ", inA) + " → " + String.join(", ", inB) + ".",
          null,
          null);
    }
  }

  private void timing() {
    long difference = b.durationNanos() - a.durationNanos();
    if (Math.abs(difference) < SHORTEST_TOLD
        || Math.abs(difference) < WORTH_TELLING * a.durationNanos()) {
      return;
    }
    add(
        Kind.TIMING,
        "B took "
            + Format.duration(b.durationNanos())
            + ", A "
            + Format.duration(a.durationNanos())
            + ratio((double) a.durationNanos(), (double) b.durationNanos())
            + ".",
        null,
        null);
    rows.stream()
        .filter(row -> row.a() != null && row.b() != null && row.depth() > 0)
        .filter(row -> Long.signum(gain(row)) == Long.signum(difference))
        .max(Comparator.comparingLong(row -> Math.abs(gain(row))))
        .filter(row -> Math.abs(gain(row)) >= SHORTEST_TOLD)
        .ifPresent(
            row ->
                add(
                    Kind.TIMING,
                    (Math.abs(gain(row)) > Math.abs(difference) / 2
                            ? "Most of it in "
                            : "The largest part, but not most of it, in ")
                        + nth(row)
                        + ": "
                        + (gain(row) > 0 ? "+" : "−")
                        + Format.duration(Math.abs(gain(row)))
                        + ".",
                    row.a(),
                    row.b()));
  }

  /** "gpt-4.1 (2nd of 5)", or the name alone where there is one of that name. */
  private String nth(AlignedRow row) {
    String name = row.either().name();
    List<AlignedRow> same =
        rows.stream()
            .filter(
                other ->
                    other.either().type() == row.either().type()
                        && other.either().name().equals(name))
            .toList();
    return same.size() == 1
        ? name
        : name + " (" + ordinal(same.indexOf(row) + 1) + " of " + same.size() + ")";
  }

  private static String ordinal(int n) {
    boolean teens = n % 100 >= 11 && n % 100 <= 13;
    return n
        + switch (teens ? 0 : n % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }

  private long gain(AlignedRow row) {
    return duration(row.b(), b) - duration(row.a(), a);
  }

  private static long duration(@Nullable SpanRow span, TraceRow trace) {
    return span == null
        ? 0
        : span.endOr(trace.startNanos() + trace.durationNanos()) - span.startNanos();
  }

  private static String ratio(double from, double to) {
    return from <= 0
        ? ""
        : String.format(
            Locale.ROOT, " (%s%.0f\u00a0%%)", to > from ? "+" : "−", Math.abs(to / from - 1) * 100);
  }

  private void amounts() {
    tokens();
    cost();
  }

  private void tokens() {
    Tokens tokensA = tokens(a);
    Tokens tokensB = tokens(b);
    if (tokensA == null || tokensB == null) {
      Tokens known = tokensA == null ? tokensB : tokensA;
      if (known != null) {
        String amount =
            Format.tokens(known.input())
                + " tokens of input and "
                + Format.tokens(known.output())
                + " of output";
        unknown(Kind.TOKENS, tokensA == null, "used", amount);
      }
    } else if (differs((double) tokensA.total(), (double) tokensB.total())) {
      add(
          Kind.TOKENS,
          "B used "
              + Format.tokens(tokensB.input())
              + " tokens of input and "
              + Format.tokens(tokensB.output())
              + " of output, A "
              + Format.tokens(tokensA.input())
              + " and "
              + Format.tokens(tokensA.output())
              + ratio((double) tokensA.total(), (double) tokensB.total())
              + ".",
          null,
          null);
    }
  }

  /** Null if models were called and none of the calls has usage. */
  private static @Nullable Tokens tokens(TraceRow trace) {
    return trace.tokens() == null && trace.modelCalls() == 0 ? Tokens.NONE : trace.tokens();
  }

  private void cost() {
    double costA = cost(a);
    double costB = cost(b);
    boolean noneA = Double.isNaN(costA);
    if (noneA || Double.isNaN(costB)) {
      double known = noneA ? costB : costA;
      if (!Double.isNaN(known)) {
        unknown(Kind.COST, noneA, "cost", Format.cost(known));
      }
    } else if (differs(costA, costB)) {
      add(
          Kind.COST,
          "B cost " + Format.cost(costB) + ", A " + Format.cost(costA) + ratio(costA, costB) + ".",
          null,
          null);
    }
  }

  /** What only one of them tells. */
  private void unknown(Kind kind, boolean inA, String verb, String amount) {
    String known = (inA ? "B " : "A ") + verb + " " + amount;
    add(kind, known + "; what " + (inA ? "A " : "B ") + verb + " is unknown.", null, null);
  }

  /** In dollars; NaN if models were called and none of the calls has a price. */
  private static double cost(TraceRow trace) {
    Cost cost = trace.cost();
    if (cost == null) {
      return trace.modelCalls() == 0 ? 0 : Double.NaN;
    }
    return cost.total() == 0 && cost.unpriced() > 0 ? Double.NaN : cost.total();
  }

  private static boolean differs(double one, double other) {
    return Math.abs(one - other) > WORTH_TELLING * Math.max(Math.abs(one), Math.abs(other));
  }

  private void texts() {
    Set<String> changed = new LinkedHashSet<>();
    AlignedRow first = null;
    for (AlignedRow row : rows) {
      if (row.textChanged()) {
        changed.add(row.either().name());
        first = first == null ? row : first;
      }
    }
    if (first != null) {
      long times = rows.stream().filter(AlignedRow::textChanged).count();
      add(
          Kind.TEXT,
          "What went in or came out differs in "
              + Format.plural(times, "span")
              + ", first in "
              + changed.iterator().next()
              + ".",
          first.a(),
          first.b());
    }
  }
}
