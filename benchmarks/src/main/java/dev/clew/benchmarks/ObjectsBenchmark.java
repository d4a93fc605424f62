// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.benchmarks.child.ObjectsMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Every object that Clew allocates on the application's thread: exact at any load. */
final class ObjectsBenchmark {
  private static final int WARM_UP = 120_000;
  private static final String CALLS = "100";

  private final Setup setup;

  ObjectsBenchmark(Setup setup) {
    this.setup = setup;
  }

  void run(String work) throws IOException {
    Report report = setup.report();
    int warmUp = (int) (WARM_UP * setup.scale());
    report.heading("Objects of a call: " + work);
    List<String[]> rows = new ArrayList<>(lines(work, warmUp));
    rows.sort(Comparator.comparingDouble((String[] row) -> -Double.parseDouble(row[0])));
    double sum = rows.stream().mapToDouble(row -> Double.parseDouble(row[0])).sum();
    report.paragraph(
        String.format(Locale.ROOT, "%.0f bytes a call, after %d calls to warm up.", sum, warmUp));
    report.header("bytes", "objects", "class", "made in");
    for (String[] row : rows) {
      if (Double.parseDouble(row[0]) >= 1) { // the rest is created only occasionally
        report.row(row);
      }
    }
  }

  private List<String[]> lines(String work, int warmUp) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(setup.installation().jdks().get(0).java());
    command.addAll(List.of("-Xmx1g", "-XX:-UseTLAB"));
    command.addAll(setup.variants().clew().jvmArguments());
    command.addAll(List.of("-cp", setup.installation().applicationClassPath()));
    command.addAll(List.of(ObjectsMain.class.getName(), work, String.valueOf(warmUp), CALLS));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      return lines.lines().map(line -> line.split("\t")).toList();
    }
  }
}
