// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The viewer with a million spans: importing them, and how long the page waits for its answers. All
 * from outside, by the command line and HTTP, as a user has it.
 */
final class ViewerBenchmark {

  private static final int SECONDS_TO_THE_CLICK = 5;
  private static final Pattern SPAN_ID = Pattern.compile("\"spans\":\\[\\{\"id\":\"([0-9a-f]{16})");

  private final Setup setup;
  private final Report report;
  private final Path jar;

  ViewerBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
    this.jar = setup.installation().viewer();
  }

  void run() throws IOException, InterruptedException {
    int spans = (int) (1_000_000 * setup.scale());
    Path home = setup.installation().work().resolve("viewer");
    deleteAll(home);
    report.heading("Viewer");
    TraceFiles.Written files = new TraceFiles().write(home.resolve("files"), spans);
    report.paragraph(
        String.format(
            Locale.ROOT,
            "%,d spans in %d files of %,d MB; %d traces of them have %,d spans. Load before: %s.",
            files.spans(),
            files.files().size(),
            files.bytes() / 1_000_000,
            TraceFiles.LARGE_RUNS,
            TraceFiles.LARGE,
            Machine.load()));
    importAll(home, files);
    try (ViewerQuestions questions = new ViewerQuestions(jar, home, report)) {
      firstOpening(questions, files);
      questions(questions, files);
      questions.memory();
    }
    scan(files);
    prune(home, files);
    deleteAll(home);
  }

  private void importAll(Path home, TraceFiles.Written files)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("import", "--home", home.toString()));
    files.files().forEach(file -> arguments.add(file.toString()));
    List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    try (ViewerProcess importing = new ViewerProcess(jar, options, arguments)) {
      for (int i = 0; i < files.files().size(); i++) {
        importing.line();
      }
      double stored = importing.seconds();
      double storedCpu = importing.cpuSeconds();
      importing.await();
      report.header(
          "importing (`clew import`)", "seconds", "spans/s", "CPU per span, µs", "peak MB");
      step("spans stored", files.spans(), stored, storedCpu, importing.peakMegabytes());
      step(
          "text indexed",
          files.spans(),
          importing.seconds() - stored,
          importing.cpuSeconds() - storedCpu,
          importing.peakMegabytes());
    }
    report.line("");
    long disk = size(home.resolve("viewer"));
    report.paragraph(
        String.format(
            Locale.ROOT,
            "Disk: %,d MB, %.0f bytes a span (the files: %.0f).",
            disk / 1_000_000,
            (double) disk / files.spans(),
            (double) files.bytes() / files.spans()));
  }

  private void step(String what, long spans, double seconds, double cpu, double peak)
      throws IOException {
    report.row(
        what,
        String.format(Locale.ROOT, "%.1f", seconds),
        String.format(Locale.ROOT, "%,.0f", spans / seconds),
        String.format(Locale.ROOT, "%.1f", cpu / spans * 1e6),
        String.format(Locale.ROOT, "%.0f", peak));
  }

  /** As of a user who starts the viewer, sees the list, and clicks on the largest trace. */
  private void firstOpening(ViewerQuestions questions, TraceFiles.Written files)
      throws IOException, InterruptedException {
    double list = questions.millis(list(""));
    Thread.sleep(SECONDS_TO_THE_CLICK * 1000);
    List<String> large = files.largeTraces();
    double open = questions.millis("/traces/" + large.get(large.size() - 1));
    report.paragraph(
        String.format(
            Locale.ROOT,
            "Right after the start the list takes %.0f ms; %d s later a trace of %,d spans is opened"
                + " for the first time in %.0f ms. Load: %s.",
            list,
            SECONDS_TO_THE_CLICK,
            TraceFiles.LARGE,
            open,
            Machine.load()));
  }

  /** What the page asks, each question alone; the first time stands for a store just opened. */
  private void questions(ViewerQuestions questions, TraceFiles.Written files)
      throws IOException, InterruptedException {
    String large = files.largeTraces().get(0);
    questions.header();
    questions.ask("list: newest 100", list(""));
    questions.ask("list: dearest 100", "/traces?limit=100&sort=-cost");
    questions.ask("list: longest 100", "/traces?limit=100&sort=-duration");
    questions.ask("list: most tokens", "/traces?limit=100&sort=-tokens");
    questions.ask("list: by name", "/traces?limit=100&sort=name");
    questions.ask("filter: failed", list("status:error"));
    questions.ask("filter: common tool", list("tool:refund"));
    questions.ask("filter: rare tool", list("tool:" + TraceFiles.RARE_TOOL));
    questions.ask("filter: without a tool", list("-tool:refund -tool:quote"));
    questions.ask("filter: model and cost", list("model:gpt-4o cost>0.008"));
    questions.ask("filter: nothing matches", list("cost>1000"));
    questions.ask(
        "filter: tenant, dearest", "/traces?limit=100&sort=-cost&q=metadata.tenant:tenant-7");
    questions.ask("filter: error, longest", "/traces?limit=100&sort=-duration&q=error:timeout");
    questions.ask("text: rare word", list(TraceFiles.RARE_WORD));
    questions.ask("text: word of all", list(TraceFiles.COMMON_WORD));
    questions.ask("text: beginning of many words", list("ba"));
    questions.ask(
        "text: rare word, dearest", "/traces?limit=100&sort=-cost&q=" + TraceFiles.RARE_WORD);
    questions.ask("text: two words, the second begun", list(TraceFiles.COMMON_WORD + " ba"));
    questions.ask("text and filter", list("tool:refund " + TraceFiles.COMMON_WORD));
    questions.ask("totals of all", "/traces/totals");
    questions.ask("totals of the failed", "/traces/totals?q=status:error");
    questions.ask("totals of a common tool", "/traces/totals?q=tool:refund");
    questions.ask("totals of a word of all", "/traces/totals?q=" + TraceFiles.COMMON_WORD);
    questions.ask("histogram of all", "/traces/histogram?buckets=60");
    questions.ask("histogram of the failed", "/traces/histogram?buckets=60&q=status:error");
    questions.ask(
        "counts of five views",
        "/traces/counts?q=status:error&q=tool:refund&q=cost>0.01".replace(">", "%3E")
            + "&q=error:timeout&q=-tool:quote");
    questions.ask("values of tool", "/fields/tool/values?limit=20");
    questions.ask("values of group with text", "/fields/group/values?limit=20&contains=77");
    questions.ask("open: 10 spans", "/traces/" + files.smallTrace());
    questions.ask(
        "open: 10,000 spans, another one each time",
        files.largeTraces().stream()
            .limit(TraceFiles.LARGE_RUNS - 1)
            .map(id -> "/traces/" + id)
            .toList());
    String opened = questions.ask("open: the same 10,000 spans again", "/traces/" + large);
    questions.ask("open: the first 500 of them", "/traces/" + large + "?first=500");
    questions.ask("open: its summary alone", "/traces/" + large + "/summary");
    Matcher span = SPAN_ID.matcher(opened);
    if (span.find()) {
      questions.ask("one span of it", "/traces/" + large + "/spans/" + span.group(1));
    }
    questions.ask(
        "search within it", "/traces/" + large + "/search?text=" + TraceFiles.COMMON_WORD);
    questions.ask("its conversation", "/traces/" + large + "/replay?limit=1000");
    questions.ask("health", "/health");
  }

  private static String list(String filter) {
    return "/traces?limit=100&sort=-start&q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  /** The same without a store: every line of every file, for one word. */
  private void scan(TraceFiles.Written files) throws IOException {
    report.header("scanning the files instead", "seconds");
    long start = System.nanoTime();
    int found = 0;
    for (Path file : files.files()) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          found += line.contains(TraceFiles.RARE_WORD) ? 1 : 0;
        }
      }
    }
    report.row(
        "a word in all lines (" + found + " lines)",
        String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
    start = System.nanoTime();
    long spans = 0;
    for (Path file : files.files()) {
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          spans += Json.isFailedSpan(line) ? 1 : 0;
        }
      }
    }
    report.row(
        "failed spans, each line read as JSON (" + spans + " spans)",
        String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
    report.line("");
  }

  private void prune(Path home, TraceFiles.Written files) throws IOException, InterruptedException {
    report.header("deleting (`clew prune`)", "seconds", "CPU s", "peak MB", "store after, MB");
    long traces = files.spans() / 10;
    prune(home, "by number: the oldest fifth", "--max-traces", String.valueOf(traces * 4 / 5));
    prune(
        home,
        "by size: to half of the disk",
        "--max-size",
        size(home.resolve("viewer")) / 2_000_000 + "MB");
    prune(home, "by age: all that is left", "--max-age", "1h");
  }

  private void prune(Path home, String what, String option, String limit)
      throws IOException, InterruptedException {
    List<String> options = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    List<String> arguments = List.of("prune", "--home", home.toString(), option, limit);
    try (ViewerProcess pruning = new ViewerProcess(jar, options, arguments)) {
      pruning.await();
      report.row(
          what,
          String.format(Locale.ROOT, "%.1f", pruning.seconds()),
          String.format(Locale.ROOT, "%.1f", pruning.cpuSeconds()),
          String.format(Locale.ROOT, "%.0f", pruning.peakMegabytes()),
          String.format(Locale.ROOT, "%.0f", size(home.resolve("viewer")) / 1e6));
    }
  }

  private static long size(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Reads a line as JSON does, for the comparison. */
  private static final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static boolean isFailedSpan(String line) throws IOException {
      boolean failed = false;
      try (var parser = FACTORY.createParser(line)) {
        while (parser.nextToken() != null) {
          failed |= "status".equals(parser.currentName()) && "error".equals(parser.getText());
        }
      }
      return failed;
    }
  }
}
