// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What recording costs the application's thread, and how fast a replay is. */
final class TapeBenchmark {
  /** Fewer than the tape's writer queues, so that none is lost and each one costs all it costs. */
  private static final int CALLS = 500;

  /** The same for both, because the writer's pauses give the JIT time that the other has not. */
  private static final int WARM_UP = 150;

  private static final int REPLAYED = 20_000;
  private static final int SLOW_CALLS = 5;

  private final Setup setup;
  private final Report report;

  TapeBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException, InterruptedException {
    report.heading("The tape: recording, on the application thread");
    report.paragraph(
        "openai-java with its own OkHttp client, whose interceptor answers at once; a stream"
            + " arrives in 20 events. Clew, and Clew with `clew.record`, take turns at batches of "
            + CALLS
            + " calls after at least "
            + WARM_UP * CALLS
            + " each; before the next batch the tape is complete, so nothing is lost for being too"
            + " fast. Columns as for calls, but the differences are to Clew that does not record.");
    for (String work : List.of("sdk-chat", "sdk-stream")) {
      Path tape = tape();
      CallsBenchmark.Pause pause = () -> awaitQuiet(tape);
      List<Variant> variants =
          List.of(setup.variants().clew(), recording(setup.variants().clew(), tape));
      new CallsBenchmark(setup).compare(work, 1, CALLS, WARM_UP, variants, pause);
      Files.deleteIfExists(tape);
    }
    replay();
  }

  private void replay() throws IOException, InterruptedException {
    report.heading("The tape: replay");
    Path tape = tape();
    int calls = Math.max(2_000, (int) (REPLAYED * setup.scale()));
    try (BenchmarkProcess process = process(recording(setup.variants().clew(), tape), "sdk-chat")) {
      for (int done = 0; done < calls; done += CALLS) {
        process.run(1, CALLS);
        awaitQuiet(tape);
      }
      String said = process.end();
      if (said.contains("NOT recorded")) {
        throw new IllegalStateException(said);
      }
    }
    Statistics live;
    try (BenchmarkProcess process = process(setup.variants().clew(), "sdk-slow")) {
      live = batches(process, 2, SLOW_CALLS);
    }
    Variant replaying = new Variant("Clew, replaying", with("-Dclew.replay=" + tape));
    Statistics played;
    double first;
    try (BenchmarkProcess process = process(replaying, "sdk-chat")) {
      first = process.run(1, 1).median();
      Statistics all = batches(process, calls / CALLS - 1, CALLS);
      int warm = all.values().size() / 2;
      played = Statistics.of(all.values().subList(warm, all.values().size()));
    }
    Files.deleteIfExists(tape);
    report.paragraph(
        "A tape of %d chat calls, replayed on a JVM that has replayed the first half of them; against the same calls to a model that takes a second."
            .formatted(calls));
    report.header("", "ms a call");
    report.row("live", live.text(1e6, 1));
    report.row("replayed, first call of the JVM", String.format(Locale.ROOT, "%.0f", first / 1e6));
    report.row("replayed, warm", played.text(1e6, 3));
    report.row(
        "live / replayed",
        String.format(Locale.ROOT, "%.0f times", live.median() / played.median()));
  }

  private static Statistics batches(BenchmarkProcess process, int batches, int calls)
      throws IOException {
    List<Double> medians = new ArrayList<>();
    for (int batch = 0; batch < batches; batch++) {
      medians.add(process.run(1, calls).median());
    }
    return Statistics.of(medians);
  }

  private BenchmarkProcess process(Variant variant, String work) throws IOException {
    return new BenchmarkProcess(setup.installation(), variant, work);
  }

  private Variant recording(Variant clew, Path tape) {
    return new Variant(clew.title() + ", recording", with("-Dclew.record=" + tape));
  }

  private List<String> with(String option) {
    return setup.variants().clew(option).jvmArguments();
  }

  private Path tape() throws IOException {
    Path folder = Files.createTempDirectory(setup.installation().work(), "tape");
    return folder.resolve("run.tape");
  }

  /** Waits until the writer has caught up. */
  private static void awaitQuiet(Path tape) throws IOException {
    try {
      for (long before = -1, now = size(tape); now != before; now = size(tape)) {
        before = now;
        Thread.sleep(20);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long size(Path tape) throws IOException {
    return Files.exists(tape) ? Files.size(tape) : 0;
  }
}
