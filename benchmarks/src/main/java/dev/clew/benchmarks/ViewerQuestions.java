// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A running viewer that is asked over HTTP, as the page does. */
final class ViewerQuestions implements AutoCloseable {

  private static final int ROUNDS = 21;

  private final Report report;
  private final ViewerProcess server;
  private final String address;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Serves the store in a home folder, and nothing that is traced meanwhile. */
  ViewerQuestions(Path jar, Path home, Report report) throws IOException {
    this.report = report;
    server =
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
                "36500d",
                "--max-size",
                "1000GB"));
    String greeting = String.valueOf(server.line());
    address = greeting.substring(greeting.indexOf("http://"));
  }

  double millis(String path) throws IOException, InterruptedException {
    long start = System.nanoTime();
    get(path);
    return (System.nanoTime() - start) / 1e6;
  }

  private byte[] get(String path) throws IOException, InterruptedException {
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

  void header() throws IOException {
    report.header("question", "first, ms", "median, ms", "longest, ms", "CPU, ms", "KB");
  }

  String ask(String what, String path) throws IOException, InterruptedException {
    return ask(what, Collections.nCopies(ROUNDS, path));
  }

  /** Each alone; the first time stands for a store just opened. */
  String ask(String what, List<String> paths) throws IOException, InterruptedException {
    double[] millis = new double[paths.size()];
    byte[] body = {};
    server.sample();
    double cpu = server.cpuSeconds();
    for (int round = 0; round < millis.length; round++) {
      long start = System.nanoTime();
      body = get(paths.get(round));
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

  void memory() throws IOException {
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

  @Override
  public void close() throws IOException {
    server.close();
  }
}
