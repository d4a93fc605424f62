// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Calls at full speed: how many spans arrive, and what each costs on the export thread. */
final class BurstBenchmark {
  private static final int CALLS = 200_000;
  private static final int WARM_UP = 2_000;
  private static final int MAX_REPETITIONS = 10;

  /** A repetition that takes less than this share of the cheapest so far is cheaper. */
  private static final double CHEAPER = 0.97;

  /** After so many repetitions in a row that are no cheaper, the JIT is at rest. */
  private static final int NO_CHEAPER = 3;

  private static final String SPAN = "\"object\":\"trace.span\"";

  private final Setup setup;
  private final Report report;

  BurstBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException, InterruptedException {
    head();
    for (int threads : new int[] {1, 4}) {
      burst("file", threads);
      burst("otlp", threads);
    }
    burst("stalled", 1);
  }

  /**
   * Measures one burst.
   *
   * @param to {@code file}, {@code otlp} or {@code stalled}
   */
  void run(String to, int threads) throws IOException, InterruptedException {
    head();
    burst(to, threads);
  }

  private void head() throws IOException {
    report.heading("Burst");
    report.paragraph(
        calls()
            + " chat calls of openai-java as fast as the threads can; the spans in Clew's"
            + " file, or received by a local OTLP receiver, are counted after the process has"
            + " ended. CPU is that of all export threads; heap is measured after a collection"
            + " when the last call has returned. A stalled receiver accepts requests and never"
            + " answers: the rest is spooled to disk, within the limits of the spool. The"
            + " first calls of a process run code that is not compiled yet; the same calls are"
            + " repeated until they get no cheaper, and \"settled\" is the cheapest repetition."
            + " KB is of the file, or of the requests before compression.");
    report.header(
        "to",
        "threads",
        "calls/s",
        "spans arrived",
        "lost",
        "reported lost",
        "B/span",
        "CPU µs/span",
        "CPU µs/KB",
        "settled µs/span",
        "settled µs/KB",
        "heap MB");
  }

  private int calls() {
    return (int) (CALLS * Math.min(1, setup.scale()));
  }

  private void burst(String to, int threads) throws IOException, InterruptedException {
    switch (to) {
      case "file" -> burst("file", threads, calls(), "-Dclew.file.max-bytes=4GB");
      case "otlp" -> burst("OTLP", threads, calls(), otlp(Receiver.COUNTING));
      case "stalled" -> burst("OTLP, stalled", threads, calls(), otlp(Receiver.STALLING));
      default -> throw new IllegalArgumentException("no such receiver: " + to);
    }
  }

  private String[] otlp(String path) {
    return new String[] {
      "-Dclew.exporters=otlp",
      "-Dclew.otlp.endpoint=" + setup.receiver().url() + path,
      "-Dclew.otlp.content=redacted"
    };
  }

  private void burst(String to, int threads, int calls, String... more)
      throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(setup.installation().work(), "burst");
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("-Dclew.home=" + home);
    Variant clew = setup.variants().clew(arguments.toArray(String[]::new));
    long before = setup.receiver().spans();
    long bytesBefore = setup.receiver().unzipped();
    try (BenchmarkProcess process = new BenchmarkProcess(setup.installation(), clew, "chat")) {
      process.run(1, WARM_UP); // the first calls measure class loading
      BenchmarkProcess.Result result = process.run(threads, calls);
      double heap = process.memory().heap();
      long cpu = settledCpu(process);
      Repetitions repetitions = repeat(process, threads, calls, cpu);
      String stderr = process.end();
      boolean file = to.equals("file");
      Written written = file ? written(home) : received(before, bytesBefore);
      double each = cpu / 1e3 / (calls + WARM_UP);
      long made = (1L + repetitions.count()) * calls + WARM_UP;
      report.row(
          to,
          String.valueOf(threads),
          number(result.calls() * 1e9 / result.wall()),
          String.valueOf(written.spans()),
          String.valueOf(made - written.spans()),
          stderr.isEmpty() ? "nothing" : stderr.strip().replace("\n", "; "),
          number(written.size()),
          String.format(Locale.ROOT, "%.1f", each),
          perKilobyte(each, written),
          String.format(Locale.ROOT, "%.1f", repetitions.micros()),
          perKilobyte(repetitions.micros(), written),
          number(heap / 1e6));
    }
  }

  private static String perKilobyte(double micros, Written written) {
    return String.format(Locale.ROOT, "%.1f", micros / (written.size() / 1024));
  }

  /** How often the calls were repeated, and what each cost in the cheapest repetition. */
  private record Repetitions(int count, double micros) {}

  private static Repetitions repeat(BenchmarkProcess process, int threads, int calls, long before)
      throws IOException, InterruptedException {
    double cheapest = Double.MAX_VALUE;
    long cpu = before;
    int inVain = 0;
    for (int count = 1; ; count++) {
      process.run(threads, calls);
      long now = settledCpu(process);
      double micros = (now - cpu) / 1e3 / calls;
      cpu = now;
      inVain = micros < cheapest * CHEAPER ? 0 : inVain + 1;
      cheapest = Math.min(cheapest, micros);
      if (inVain == NO_CHEAPER || count == MAX_REPETITIONS) {
        return new Repetitions(count, cheapest);
      }
    }
  }

  private Written received(long spansBefore, long bytesBefore) {
    Receiver receiver = setup.receiver();
    return new Written(receiver.unzipped() - bytesBefore, receiver.spans() - spansBefore);
  }

  /** What arrived, in files or at the receiver. */
  private record Written(long bytes, long spans) {
    double size() {
      return (double) bytes / Math.max(1, spans);
    }
  }

  private static Written written(Path home) throws IOException {
    long bytes = 0;
    long spans = 0;
    for (Path file : files(home)) {
      bytes += Files.size(file);
      try (Stream<String> lines = Files.lines(file)) {
        spans += lines.filter(line -> line.contains(SPAN)).count();
      }
      Files.delete(file);
    }
    return new Written(bytes, spans);
  }

  /** Waits until the export thread is idle; returns its CPU time. */
  private static long settledCpu(BenchmarkProcess process)
      throws IOException, InterruptedException {
    long cpu = process.exportCpu();
    for (int quiet = 0; quiet < 8; ) {
      Thread.sleep(1_000);
      long now = process.exportCpu();
      quiet = now - cpu < 5_000_000 ? quiet + 1 : 0;
      cpu = now;
    }
    return cpu;
  }

  private static List<Path> files(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }
}
