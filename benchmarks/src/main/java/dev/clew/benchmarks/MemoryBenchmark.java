// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The memory that an agent keeps: resident memory, heap, classes. */
final class MemoryBenchmark {
  private static final int CALLS = 100_000;

  private final Setup setup;
  private final Report report;

  MemoryBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException, InterruptedException {
    report.heading("Memory");
    int calls = (int) (CALLS * Math.min(1, setup.scale()));
    report.paragraph(
        "A process that has made one chat call, and the same after "
            + calls
            + " more and six seconds of rest; after two collections. The heap is fixed and touched"
            + " (-Xms256m -Xmx256m -XX:+AlwaysPreTouch), so that the resident set tells what lies"
            + " outside of it. Megabytes of 10⁶ bytes; differences to no agent.");
    report.header(
        "agent",
        "after one call: resident",
        "heap",
        "classes",
        "after many: resident",
        "heap",
        "classes");
    List<Variant> all = new ArrayList<>(List.of(setup.variants().none()));
    all.addAll(setup.variants().starting(setup.otherAgents()));
    BenchmarkProcess.Memory firstWithout = null;
    BenchmarkProcess.Memory lastWithout = null;
    for (Variant variant : all) {
      try (BenchmarkProcess process =
          new BenchmarkProcess(
              setup.installation(),
              variant,
              "chat",
              "-Xms256m",
              "-Xmx256m",
              "-XX:+AlwaysPreTouch")) {
        process.run(1, 1);
        Thread.sleep(6_000);
        BenchmarkProcess.Memory first = process.memory();
        for (int done = 0; done < calls; done += 1_000) {
          process.run(1, 1_000);
        }
        Thread.sleep(6_000);
        BenchmarkProcess.Memory last = process.memory();
        firstWithout = firstWithout == null ? first : firstWithout;
        lastWithout = lastWithout == null ? last : lastWithout;
        List<String> row = new ArrayList<>(List.of(variant.title()));
        row.addAll(cells(first, firstWithout));
        row.addAll(cells(last, lastWithout));
        report.row(row);
      }
    }
  }

  private static List<String> cells(
      BenchmarkProcess.Memory memory, BenchmarkProcess.Memory without) {
    return List.of(
        megabytes(memory.resident(), without.resident()),
        megabytes(memory.heap(), without.heap()),
        String.format(
            Locale.ROOT, "%.0f (%+.0f)", memory.classes(), memory.classes() - without.classes()));
  }

  private static String megabytes(double bytes, double without) {
    return String.format(Locale.ROOT, "%.1f (%+.1f)", bytes / 1e6, (bytes - without) / 1e6);
  }
}
