// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import dev.clew.benchmarks.child.ContextPropagationWorkload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The cost of carrying the context to another thread, by mechanism. */
final class ContextBenchmark {
  private static final int WARM_UP = 400;
  private static final int RUNS = 5;

  private final Setup setup;
  private final Report report;

  ContextBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException {
    report.heading("Context");
    report.paragraph(
        "One hop to another thread and the wait for it, of many in a row: outside a trace in a"
            + " process that has made a traced call before, and inside the run of a traced tool."
            + " Wall time from the caller's side, so both threads' part that is not hidden by the"
            + " other; bytes on the caller's thread. Processes with and without Clew take turns;"
            + " medians over the rounds, ± half the distance between the quartiles.");
    report.header(
        "way", "ns a hop", "+ outside, ns", "+ outside, bytes", "+ inside, ns", "+ inside, bytes");
    for (ContextPropagationWorkload.Kind kind : ContextPropagationWorkload.Kind.values()) {
      Difference outside = measure(kind, false);
      Difference inside = measure(kind, true);
      report.row(
          kind.name().toLowerCase(Locale.ROOT),
          outside.without().text(kind.hops(), 0),
          outside.time().difference(kind.hops(), 0),
          outside.bytes().difference(kind.hops(), 0),
          inside.time().difference(kind.hops(), 0),
          inside.bytes().difference(kind.hops(), 0));
    }
  }

  private record Difference(Statistics without, Statistics time, Statistics bytes) {}

  private Difference measure(ContextPropagationWorkload.Kind kind, boolean inside)
      throws IOException {
    String work = ContextPropagationWorkload.name(kind, inside);
    try (BenchmarkProcess none =
            new BenchmarkProcess(setup.installation(), setup.variants().none(), work);
        BenchmarkProcess clew =
            new BenchmarkProcess(setup.installation(), setup.variants().clew(), work)) {
      int warmUp = Math.max(RUNS, (int) (WARM_UP * setup.scale()));
      none.run(1, warmUp);
      clew.run(1, warmUp);
      List<Double> times = new ArrayList<>();
      List<Double> timesWith = new ArrayList<>();
      List<Double> bytes = new ArrayList<>();
      List<Double> bytesWith = new ArrayList<>();
      for (int round = 0; round < setup.rounds(30); round++) {
        BenchmarkProcess.Result without = none.run(1, RUNS);
        BenchmarkProcess.Result with = clew.run(1, RUNS);
        times.add(without.median());
        timesWith.add(with.median());
        bytes.add(without.bytes());
        bytesWith.add(with.bytes());
      }
      Statistics without = Statistics.of(times);
      return new Difference(
          without,
          Statistics.of(timesWith).minus(without),
          Statistics.of(bytesWith).minus(Statistics.of(bytes)));
    }
  }
}
