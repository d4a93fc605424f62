// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Calls at full speed: how many spans arrive, what the export thread pays for each. */
final class BurstBenchmark {
  private static final int CALLS = 200_000;
  private static final String SPAN = "\"object\":\"trace.span\"";

  private final Setup setup;
  private final Report report;

  BurstBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException, InterruptedException {
    report.heading("Burst");
    int calls = (int) (CALLS * Math.min(1, setup.scale()));
    report.paragraph(
        calls
            + " chat calls of openai-java as fast as the threads can, written to Clew's file; the"
            + " spans in the file are counted after the process has ended. CPU is that of the export"
            + " thread, the heap that after a collection when the last call has returned"
            + ".");
    report.header(
        "threads",
        "calls/s",
        "spans written",
        "lost",
        "said to be lost",
        "B/span",
        "CPU µs/span",
        "CPU µs/KB",
        "heap MB");
    burst(1, calls);
    burst(4, calls);
  }

  private void burst(int threads, int calls) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory(setup.installation().work(), "burst");
    Variant clew = setup.variants().clew("-Dclew.home=" + home, "-Dclew.file.max-bytes=1GB");
    try (Station station = new Station(setup.installation(), clew, "chat")) {
      station.run(1, 2_000); // the first calls are about class loading
      Station.Result result = station.run(threads, calls);
      double heap = station.memory().heap();
      long cpu = settled(station);
      String said = station.end();
      long bytes = 0;
      long spans = 0;
      for (Path file : files(home)) {
        bytes += Files.size(file);
        try (Stream<String> lines = Files.lines(file)) {
          spans += lines.filter(line -> line.contains(SPAN)).count();
        }
        Files.delete(file);
      }
      double size = (double) bytes / Math.max(1, spans);
      double each = (double) cpu / Math.max(1, spans);
      report.row(
          String.valueOf(threads),
          number(result.calls() * 1e9 / result.wall()),
          String.valueOf(spans),
          String.valueOf(calls + 2_000 - spans),
          said.isEmpty() ? "nothing" : said.strip().replace("\n", "; "),
          number(size),
          String.format(Locale.ROOT, "%.1f", each / 1e3),
          String.format(Locale.ROOT, "%.1f", each / 1e3 / (size / 1024)),
          number(heap / 1e6));
    }
  }

  /** Waits until the export thread has nothing more to do; returns the CPU it took. */
  private static long settled(Station station) throws IOException, InterruptedException {
    long cpu = station.exportCpu();
    for (int quiet = 0; quiet < 8; ) {
      Thread.sleep(1_000);
      long now = station.exportCpu();
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
