// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the cost of a call grows with the amount of work. */
final class ScalingBenchmark {
  private static final int CALLS = 1_000;

  private final Setup setup;
  private final Report report;

  ScalingBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException {
    report.heading("Scaling");
    report.paragraph(
        "What Clew adds to one call on the application thread (CPU, bytes), by the number of messages"
            + " in a chat call, of tool round trips in an AI service (each adds a model call and a"
            + " tool to the trace), of threads. The exponent is the slope of the logarithms, a"
            + " straight line fitted: 0 is constant, 1 is linear.");
    report.header("work", "size", "+ CPU µs", "+ KB", "exponent of CPU", "of bytes");
    List<Plot.Line> lines = new ArrayList<>();
    lines.add(series("messages per call", "chat", List.of(1, 10, 100, 1000)));
    lines.add(series("round trips per trace", "service", List.of(1, 4, 16)));
    lines.add(series("threads", "threads", List.of(1, 2, 4)));
    Path plot = report.file().resolveSibling(name(report.file()) + "-scaling.svg");
    Files.writeString(plot, new Plot("size of the work", "+ CPU µs per call").of(lines));
    report.line("");
    report.line("![Growth](" + plot.getFileName() + ")");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
  }

  private Plot.Line series(String title, String work, List<Integer> sizes) throws IOException {
    List<double[]> cpu = new ArrayList<>();
    List<double[]> bytes = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (int size : sizes) {
      boolean threads = work.equals("threads");
      Statistics[] added =
          measure(threads ? "chat" : work + ":" + size, threads ? size : 1, threads ? 1 : size);
      cpu.add(new double[] {size, Math.max(0.01, added[0].median() / 1e3)});
      bytes.add(new double[] {size, Math.max(0.01, added[1].median() / 1024)});
      rows.add(
          List.of(
              title,
              String.valueOf(size),
              added[0].difference(1e3, 1),
              added[1].difference(1024, 2)));
    }
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(row);
      cells.add(String.format(Locale.ROOT, "%.2f", Plot.slope(cpu)));
      cells.add(String.format(Locale.ROOT, "%.2f", Plot.slope(bytes)));
      report.row(cells);
    }
    return new Plot.Line(title, cpu);
  }

  /** Returns the CPU and bytes that Clew adds. */
  private Statistics[] measure(String work, int threads, int size) throws IOException {
    int calls = Math.max(20, CALLS / size);
    List<Double> cpu = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    try (BenchmarkProcess none =
            new BenchmarkProcess(setup.installation(), setup.variants().none(), work);
        BenchmarkProcess clew =
            new BenchmarkProcess(setup.installation(), setup.variants().clew(), work)) {
      none.settle(threads, calls);
      clew.settle(threads, calls);
      for (int round = 0; round < setup.rounds(15); round++) {
        BenchmarkProcess.Result without = none.run(threads, calls);
        BenchmarkProcess.Result with = clew.run(threads, calls);
        cpu.add(with.cpu() - without.cpu());
        bytes.add(with.bytes() - without.bytes());
      }
    }
    return new Statistics[] {Statistics.of(cpu), Statistics.of(bytes)};
  }
}
