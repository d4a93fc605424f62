// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How often agents, tools and models ran in two traces. */
final class RunCounts {

  private RunCounts() {}

  /**
   * How often something ran.
   *
   * @param name empty for model calls
   * @param a the first run that only the first trace has
   */
  record Count(String name, int inA, int inB, @Nullable SpanRow a, @Nullable SpanRow b) {

    private int distance() {
      return Math.abs(inA - inB);
    }

    String sentence(TraceRow traceA, TraceRow traceB) {
      return name.isEmpty()
          ? modelCalls(traceA, traceB)
          : name + " ran " + times(inA) + " in A, " + times(inB) + " in B.";
    }

    /** "gpt-4.1 was called once in A, twice in B."; of several models, who called which. */
    private String modelCalls(TraceRow traceA, TraceRow traceB) {
      Set<String> all = new TreeSet<>(traceA.models());
      all.addAll(traceB.models());
      return all.size() == 1
          ? all.iterator().next()
              + (" was called " + times(inA) + " in A, " + times(inB) + " in B.")
          : "Models were called "
              + (times(inA) + " in A" + named(traceA) + ", ")
              + (times(inB) + " in B" + named(traceB) + ".");
    }
  }

  /** What did not run equally often, the greatest difference first. */
  static List<Count> different(List<AlignedRow> rows) {
    Map<String, Count> counts = new LinkedHashMap<>();
    for (AlignedRow row : rows) {
      count(counts, row.a(), true, row.b() == null);
      count(counts, row.b(), false, row.a() == null);
    }
    return counts.values().stream()
        .filter(count -> count.distance() > 0)
        .sorted(Comparator.comparingInt(Count::distance).reversed())
        .toList();
  }

  private static void count(
      Map<String, Count> counts, @Nullable SpanRow span, boolean inA, boolean alone) {
    if (span == null) {
      return;
    }
    String name = span.type().isModelCall() ? "" : span.name();
    String key = name.isEmpty() ? "" : span.type().wire() + " " + name;
    Count known = counts.getOrDefault(key, new Count(name, 0, 0, null, null));
    counts.put(
        key,
        new Count(
            name,
            known.inA + (inA ? 1 : 0),
            known.inB + (inA ? 0 : 1),
            inA && alone && known.a == null ? span : known.a,
            !inA && alone && known.b == null ? span : known.b));
  }

  private static String named(TraceRow trace) {
    return trace.models().isEmpty() ? "" : " (" + String.join(", ", trace.models()) + ")";
  }

  private static String times(int times) {
    return switch (times) {
      case 0 -> "not at all";
      case 1 -> "once";
      case 2 -> "twice";
      default -> Format.number(times) + " times";
    };
  }
}
