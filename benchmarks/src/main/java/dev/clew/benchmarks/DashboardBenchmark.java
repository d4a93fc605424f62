// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the dashboards ask of a month with a million traces. The store is kept from run to run in
 * {@code work/dashboards}: importing it takes longer than everything else.
 *
 * <p>The server keeps answers until something is stored, as a page that is looked at does not
 * change its questions; so that no answer is one that was kept, each question is asked of other
 * minutes.
 */
final class DashboardBenchmark {

  private static final int ROUNDS = 15;
  private static final long END = 1_795_964_400_000L;
  private static final long DAY = 86_400_000;

  private final Setup setup;
  private final Report report;

  DashboardBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException, InterruptedException {
    int traces = (int) (1_000_000 * setup.scale());
    Path home = setup.installation().work().resolve("dashboards");
    report.heading("Dashboards");
    if (!Files.exists(home.resolve("viewer/traces.db"))) {
      fill(home, traces);
    }
    report.paragraph(
        String.format(
            Locale.ROOT,
            "%,d traces of three spans within 30 days. Load before: %s.",
            traces,
            Machine.load()));
    try (ViewerQuestions questions =
        new ViewerQuestions(setup.installation().viewer(), home, report)) {
      questions.header();
      ask(questions, "traces over a month, by day", "/groups/all?every=86400000", 30 * DAY);
      ask(questions, "traces over a week, every 3 h", "/groups/all?every=10800000", 7 * DAY);
      ask(questions, "traces over a day, every 15 min", "/groups/all?every=900000", DAY);
      ask(questions, "traces over an hour, by minute", "/groups/all?every=60000", DAY / 24);
      for (String field : List.of("model", "agent", "tool", "provider")) {
        ask(
            questions,
            "by " + field + ", a month",
            "/groups/" + field + "?every=86400000",
            30 * DAY);
      }
      ask(questions, "tools, a month", "/tools?", 30 * DAY);
      ask(questions, "errors, a month", "/errors?every=86400000", 30 * DAY);
      ask(questions, "agents, a month", "/agents?", 30 * DAY);
      ask(questions, "sessions", "/sessions?limit=50", 30 * DAY);
      ask(questions, "two weeks compared, by model", "/periods?field=model", 14 * DAY);
      ask(questions, "a model, a day", "/groups/tool?q=model:gpt-4o", DAY);
      ask(questions, "a model, a month", "/groups/tool?q=model:gpt-4o", 30 * DAY);
      ask(questions, "failed traces, a month", "/groups/model?q=status:error", 30 * DAY);
      ask(
          questions,
          "dear and long ones, a week",
          "/groups/model?q=cost%3E0.003%20duration%3E400ms",
          7 * DAY);
      questions.memory();
    }
  }

  private static void ask(ViewerQuestions questions, String what, String path, long span)
      throws IOException, InterruptedException {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long to = END - i * 61_000L;
      String time = (path.endsWith("?") ? "" : "&") + "from=" + (to - span) + "&to=" + to;
      paths.add(
          path.startsWith("/periods")
              ? path + time + "&from2=" + (to - span / 2) + "&to2=" + to
              : path + time);
    }
    questions.ask(what, paths);
  }

  private void fill(Path home, int traces) throws IOException, InterruptedException {
    TraceFiles.Written files = TraceFiles.small(traces).write(home.resolve("files"), traces * 3);
    List<String> arguments = new ArrayList<>(List.of("import", "--home", home.toString()));
    files.files().forEach(file -> arguments.add(file.toString()));
    try (ViewerProcess importing =
        new ViewerProcess(
            setup.installation().viewer(),
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            arguments)) {
      importing.await();
      report.paragraph(
          String.format(
              Locale.ROOT,
              "Imported %,d spans in %.0f s, %.1f µs of CPU per span; %.0f MB at most.",
              files.spans(),
              importing.seconds(),
              importing.cpuSeconds() / files.spans() * 1e6,
              importing.peakMegabytes()));
    }
    for (Path file : files.files()) {
      Files.delete(file);
    }
  }
}
