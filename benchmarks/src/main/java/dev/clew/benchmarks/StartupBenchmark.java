// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import dev.clew.benchmarks.Installation.Jdk;
import dev.clew.benchmarks.child.Nothing;
import dev.clew.benchmarks.child.OneCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** CPU and wall time of entire processes, from start to exit. */
final class StartupBenchmark {
  private static final String TIMED = "time \"$@\" >/dev/null 2>\"$ERRORS\"";

  private final Installation installation;
  private final Receiver receiver;
  private final Variants variants;
  private final Report report;
  private final int rounds;
  private final boolean otherAgents;

  StartupBenchmark(Setup setup) {
    this.installation = setup.installation();
    this.receiver = setup.receiver();
    this.variants = setup.variants();
    this.report = setup.report();
    this.rounds = setup.rounds(7);
    this.otherAgents = setup.otherAgents();
  }

  void run() throws IOException, InterruptedException {
    report.heading("Start-up");
    report.paragraph(
        "A whole process from start to exit: a program that does nothing, and one that asks a model"
            + " once over HTTP. Seconds of CPU (user and system), median of "
            + rounds
            + " rounds, in each of which every agent is started once; ± is half the distance"
            + " between the quartiles. Differences are taken within a round.");
    report.header("JDK", "program", "agent", "CPU s", "more than none", "than empty", "wall s");
    for (Jdk jdk : installation.jdks()) {
      measure(jdk, "nothing", installation.bareClassPath(), Nothing.class.getName());
      measure(
          jdk,
          "one call",
          installation.applicationClassPath(),
          OneCall.class.getName(),
          receiver.url() + "/v1");
    }
  }

  private void measure(Jdk jdk, String program, String classPath, String... main)
      throws IOException, InterruptedException {
    List<Variant> all = new ArrayList<>();
    all.add(variants.none());
    all.addAll(variants.starting(otherAgents));
    Map<Variant, List<Double>> cpu = new LinkedHashMap<>();
    Map<Variant, List<Double>> wall = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Variant variant : all) {
        double[] times = time(jdk, classPath, variant, main);
        cpu.computeIfAbsent(variant, key -> new ArrayList<>()).add(times[0]);
        wall.computeIfAbsent(variant, key -> new ArrayList<>()).add(times[1]);
      }
    }
    Statistics none = Statistics.of(cpu.getOrDefault(all.get(0), List.of()));
    Statistics empty = Statistics.of(cpu.getOrDefault(all.get(1), List.of()));
    for (Variant variant : all) {
      Statistics variantCpu = Statistics.of(cpu.getOrDefault(variant, List.of()));
      report.row(
          String.valueOf(jdk.feature()),
          program,
          variant.title(),
          variantCpu.text(1, 2),
          variantCpu.minus(none).difference(1, 2),
          variantCpu.minus(empty).difference(1, 2),
          Statistics.of(wall.getOrDefault(variant, List.of())).text(1, 2));
    }
  }

  /**
   * Returns seconds of CPU and wall time, measured by the shell, which sees the process to its end.
   */
  private double[] time(Jdk jdk, String classPath, Variant variant, String... main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", TIMED, "time", jdk.java()));
    command.addAll(variant.jvmArguments());
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(main));
    Path errors = installation.work().resolve("startup-stderr.txt");
    Path times = installation.work().resolve("startup-times.txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TIMEFORMAT", "%U %S %R");
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("ERRORS", errors.toString());
    Process process = builder.redirectError(times.toFile()).start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s failed:%n%s", command, Files.readString(errors)));
    }
    String[] seconds = Files.readString(times).trim().split(" ");
    return new double[] {
      Double.parseDouble(seconds[0]) + Double.parseDouble(seconds[1]),
      Double.parseDouble(seconds[2])
    };
  }
}
