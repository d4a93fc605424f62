// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The cost of a call on the application thread, in long-running processes that take turns. */
final class CallsBenchmark {
  private static final int CALLS = 1_000;

  private final Setup setup;
  private final Report report;

  CallsBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException {
    report.heading("Per call, on the application thread");
    report.paragraph(
        "openai-java with an HTTP client that answers at once; LangChain4j (`service`: an AI"
            + " service with one tool round trip) likewise. Long-running processes take turns at"
            + " batches of "
            + CALLS
            + " calls, after a warm-up until "
            + BenchmarkProcess.STEADY
            + " batches in a row allocate the same to within a thousandth, at most "
            + BenchmarkProcess.MOST_BATCHES * CALLS
            + ". Columns: the median and the 99th percentile of a batch's calls, the mean CPU and"
            + " bytes allocated on the thread; then the difference to the process without agent,"
            + " batch by batch within a round. Microseconds, kilobytes of 1024 bytes; medians over"
            + " the rounds, ± half the distance between the quartiles.");
    for (String work : List.of("chat", "stream", "response", "service")) {
      compare(work, 1);
    }
    compare("chat", 2);
    compare("chat", 4);
  }

  void run(String work, int threads) throws IOException {
    compare(work, threads);
  }

  private void compare(String work, int threads) throws IOException {
    List<Variant> variants = new ArrayList<>(List.of(setup.variants().none()));
    variants.addAll(setup.variants().tracing(setup.otherAgents()));
    compare(work, threads, CALLS, 0, variants, () -> {});
  }

  /**
   * Compares other variants with the first.
   *
   * @param least batches of warm-up
   * @param pause runs after each batch
   */
  void compare(String work, int threads, int calls, int least, List<Variant> variants, Pause pause)
      throws IOException {
    List<BenchmarkProcess> processes = new ArrayList<>();
    Map<BenchmarkProcess, List<BenchmarkProcess.Result>> results = new LinkedHashMap<>();
    try {
      for (Variant variant : variants) {
        processes.add(process(variant, work));
      }
      for (BenchmarkProcess process : processes) {
        process.settle(threads, calls, least, pause);
      }
      for (int round = 0; round < setup.rounds(30); round++) {
        for (BenchmarkProcess process : processes) {
          results
              .computeIfAbsent(process, key -> new ArrayList<>())
              .add(process.run(threads, calls));
          pause.run();
        }
      }
    } finally {
      processes.forEach(BenchmarkProcess::close);
    }
    write(work, threads, processes.get(0), results);
  }

  /** What to wait for between batches. */
  interface Pause {
    void run() throws IOException;
  }

  private BenchmarkProcess process(Variant variant, String work) throws IOException {
    return new BenchmarkProcess(setup.installation(), variant, work);
  }

  private void write(
      String work,
      int threads,
      BenchmarkProcess none,
      Map<BenchmarkProcess, List<BenchmarkProcess.Result>> results)
      throws IOException {
    report.line("");
    report.line("### " + work + (threads == 1 ? "" : ", " + threads + " threads"));
    report.line("");
    boolean streamed = work.contains("stream");
    List<String> header =
        new ArrayList<>(
            List.of("agent", "median µs", "p99 µs", "CPU µs", "KB", "+ median", "+ p99", "+ CPU"));
    header.add("+ KB");
    if (streamed) {
      header.add("+ first chunk");
    }
    report.header(header.toArray(String[]::new));
    List<BenchmarkProcess.Result> without = results.getOrDefault(none, List.of());
    for (Map.Entry<BenchmarkProcess, List<BenchmarkProcess.Result>> entry : results.entrySet()) {
      List<BenchmarkProcess.Result> with = entry.getValue();
      List<String> row = new ArrayList<>();
      row.add(entry.getKey().variant().title());
      row.add(of(with, BenchmarkProcess.Result::median).text(1e3, 1));
      row.add(of(with, BenchmarkProcess.Result::p99).text(1e3, 0));
      row.add(of(with, BenchmarkProcess.Result::cpu).text(1e3, 1));
      row.add(of(with, BenchmarkProcess.Result::bytes).text(1024, 1));
      row.add(more(with, without, BenchmarkProcess.Result::median).difference(1e3, 1));
      row.add(more(with, without, BenchmarkProcess.Result::p99).difference(1e3, 0));
      row.add(more(with, without, BenchmarkProcess.Result::cpu).difference(1e3, 1));
      row.add(more(with, without, BenchmarkProcess.Result::bytes).difference(1024, 2));
      if (streamed) {
        row.add(more(with, without, BenchmarkProcess.Result::first).difference(1e3, 1));
      }
      report.row(row);
    }
  }

  private static Statistics more(
      List<BenchmarkProcess.Result> with,
      List<BenchmarkProcess.Result> without,
      ToDoubleFunction<BenchmarkProcess.Result> what) {
    return of(with, what).minus(of(without, what));
  }

  private static Statistics of(
      List<BenchmarkProcess.Result> results, ToDoubleFunction<BenchmarkProcess.Result> what) {
    return Statistics.of(results.stream().mapToDouble(what).boxed().toList());
  }
}
