// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

  private static final int ROUNDS = 21;
  private static final int SECONDS_TO_THE_CLICK = 5;
  private static final Pattern SPAN_ID = Pattern.compile("\"spans\":\\[\\{\"id\":\"([0-9a-f]{16})");

  private final Setup setup;
  private final Report report;
  private final Path jar;
  private final HttpClient client = HttpClient.newHttpClient();

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
    try (ViewerProcess server =
        new ViewerProcess(
            jar,
            List.of(),
            List.of(
                "serve",
                "--home",
                home.toString(),
                "--no-refresh",
                "--port",
                "0",
                "--otlp-port",
                "none",
                "--max-age",
                "36500d"))) {
      String greeting = String.valueOf(server.line());
      String address = greeting.substring(greeting.indexOf("http://"));
      firstOpening(address, files);
      questions(server, address, files);
      server.sample();
      report.line("");
      report.paragraph(
          String.format(
              Locale.ROOT,
              "Server after that: %.0f MB resident at most, %.1f s of CPU. Load: %s.",
              server.peakMegabytes(),
              server.cpuSeconds(),
              Machine.load()));
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
  private void firstOpening(String address, TraceFiles.Written files)
      throws IOException, InterruptedException {
    double list = millis(address, list(""));
    Thread.sleep(SECONDS_TO_THE_CLICK * 1000);
    List<String> large = files.largeTraces();
    double open = millis(address, "/traces/" + large.get(large.size() - 1));
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

  private double millis(String address, String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    get(address, path);
    return (System.nanoTime() - start) / 1e6;
  }

  private byte[] get(String address, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
            .header("Accept-Encoding", "gzip")
            .build();
    HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          path + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer.body();
  }

  /** What the page asks, each question alone; the first time stands for a store just opened. */
  private void questions(ViewerProcess server, String address, TraceFiles.Written files)
      throws IOException, InterruptedException {
    String large = files.largeTraces().get(0);
    report.header("question", "first, ms", "median, ms", "longest, ms", "CPU, ms", "KB");
    ask(server, address, "list: newest 100", list(""));
    ask(server, address, "list: dearest 100", "/traces?limit=100&sort=-cost");
    ask(server, address, "list: longest 100", "/traces?limit=100&sort=-duration");
    ask(server, address, "list: most tokens", "/traces?limit=100&sort=-tokens");
    ask(server, address, "list: by name", "/traces?limit=100&sort=name");
    ask(server, address, "filter: failed", list("status:error"));
    ask(server, address, "filter: common tool", list("tool:refund"));
    ask(server, address, "filter: rare tool", list("tool:" + TraceFiles.RARE_TOOL));
    ask(server, address, "filter: without a tool", list("-tool:refund -tool:quote"));
    ask(server, address, "filter: model and cost", list("model:gpt-4o cost>0.008"));
    ask(server, address, "filter: nothing matches", list("cost>1000"));
    ask(
        server,
        address,
        "filter: tenant, dearest",
        "/traces?limit=100&sort=-cost&q=metadata.tenant:tenant-7");
    ask(
        server,
        address,
        "filter: error, longest",
        "/traces?limit=100&sort=-duration&q=error:timeout");
    ask(server, address, "text: rare word", list(TraceFiles.RARE_WORD));
    ask(server, address, "text: word of all", list(TraceFiles.COMMON_WORD));
    ask(server, address, "text: beginning of many words", list("ba"));
    ask(
        server,
        address,
        "text: rare word, dearest",
        "/traces?limit=100&sort=-cost&q=" + TraceFiles.RARE_WORD);
    ask(server, address, "text: two words, the second begun", list(TraceFiles.COMMON_WORD + " ba"));
    ask(server, address, "text and filter", list("tool:refund " + TraceFiles.COMMON_WORD));
    ask(server, address, "totals of all", "/traces/totals");
    ask(server, address, "totals of the failed", "/traces/totals?q=status:error");
    ask(server, address, "totals of a common tool", "/traces/totals?q=tool:refund");
    ask(server, address, "totals of a word of all", "/traces/totals?q=" + TraceFiles.COMMON_WORD);
    ask(server, address, "histogram of all", "/traces/histogram?buckets=60");
    ask(server, address, "histogram of the failed", "/traces/histogram?buckets=60&q=status:error");
    ask(
        server,
        address,
        "counts of five views",
        "/traces/counts?q=status:error&q=tool:refund&q=cost>0.01".replace(">", "%3E")
            + "&q=error:timeout&q=-tool:quote");
    ask(server, address, "values of tool", "/fields/tool/values?limit=20");
    ask(server, address, "values of group with text", "/fields/group/values?limit=20&contains=77");
    ask(server, address, "open: 10 spans", "/traces/" + files.smallTrace());
    ask(
        server,
        address,
        "open: 10,000 spans, another one each time",
        files.largeTraces().stream()
            .limit(TraceFiles.LARGE_RUNS - 1)
            .map(id -> "/traces/" + id)
            .toList());
    String opened = ask(server, address, "open: the same 10,000 spans again", "/traces/" + large);
    ask(server, address, "open: the first 500 of them", "/traces/" + large + "?first=500");
    ask(server, address, "open: its summary alone", "/traces/" + large + "/summary");
    Matcher span = SPAN_ID.matcher(opened);
    if (span.find()) {
      ask(server, address, "one span of it", "/traces/" + large + "/spans/" + span.group(1));
    }
    ask(
        server,
        address,
        "search within it",
        "/traces/" + large + "/search?text=" + TraceFiles.COMMON_WORD);
    ask(server, address, "its conversation", "/traces/" + large + "/replay?limit=1000");
    ask(server, address, "health", "/health");
  }

  private static String list(String filter) {
    return "/traces?limit=100&sort=-start&q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  private String ask(ViewerProcess server, String address, String what, String path)
      throws IOException, InterruptedException {
    return ask(server, address, what, Collections.nCopies(ROUNDS, path));
  }

  private String ask(ViewerProcess server, String address, String what, List<String> paths)
      throws IOException, InterruptedException {
    double[] millis = new double[paths.size()];
    byte[] body = {};
    server.sample();
    double cpu = server.cpuSeconds();
    for (int round = 0; round < millis.length; round++) {
      long start = System.nanoTime();
      body = get(address, paths.get(round));
      millis[round] = (System.nanoTime() - start) / 1e6;
    }
    server.sample();
    double first = millis[0];
    double[] later = Arrays.copyOfRange(millis, 1, millis.length);
    Arrays.sort(later);
    report.row(
        what,
        String.format(Locale.ROOT, "%.0f", first),
        String.format(Locale.ROOT, "%.1f", later[later.length / 2]),
        String.format(Locale.ROOT, "%.0f", later[later.length - 1]),
        String.format(Locale.ROOT, "%.1f", (server.cpuSeconds() - cpu) * 1e3 / millis.length),
        String.format(Locale.ROOT, "%,.0f", body.length / 1e3));
    return new String(body, StandardCharsets.UTF_8);
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
