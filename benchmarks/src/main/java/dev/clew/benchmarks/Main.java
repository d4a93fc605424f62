// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Runs the named benchmarks, or all; {@code README.md} lists them. */
public final class Main {
  private static final List<String> ALL =
      List.of(
          "startup",
          "sharing",
          "calls",
          "objects",
          "jmh",
          "burst",
          "context",
          "memory",
          "scaling",
          "redaction",
          "jar",
          "tape",
          "viewer");

  private Main() {}

  /**
   * Runs the benchmarks.
   *
   * @param arguments names of benchmarks; {@code --ours} leaves out other agents, {@code
   *     --scale=0.5} measures half as long
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    boolean otherAgents = true;
    double scale = 1;
    String out = LocalDate.now(ZoneOffset.UTC) + ".md";
    for (String argument : arguments) {
      if (argument.equals("--ours")) {
        otherAgents = false;
      } else if (argument.startsWith("--scale=")) {
        scale = Double.parseDouble(argument.substring("--scale=".length()));
      } else if (argument.startsWith("--out=")) {
        out = argument.substring("--out=".length());
      } else {
        names.add(argument);
      }
    }
    Installation installation = new Installation();
    try (Receiver receiver = new Receiver()) {
      Report report = new Report(installation.results().resolve(out));
      Variants variants = new Variants(installation, receiver);
      Setup setup = new Setup(installation, receiver, variants, report, otherAgents, scale);
      if (names.equals(List.of("viewer")) || names.equals(List.of("dashboards"))) {
        new Machine(installation).describeAlone(report);
      } else if (names.equals(List.of("tape"))) {
        new Machine(installation).describeClew(report);
      } else {
        new Machine(installation).describe(report);
      }
      for (String name : names.isEmpty() ? ALL : names) {
        run(name, setup);
      }
    }
  }

  private static void run(String name, Setup setup) throws IOException, InterruptedException {
    String[] parts = name.split("/");
    switch (parts[0]) {
      case "startup" -> new StartupBenchmark(setup).run();
      case "calls" -> {
        if (parts.length == 1) {
          new CallsBenchmark(setup).run();
        } else {
          new CallsBenchmark(setup)
              .run(parts[1], parts.length == 2 ? 1 : Integer.parseInt(parts[2]));
        }
      }
      case "objects" -> new ObjectsBenchmark(setup).run(parts.length == 1 ? "chat" : parts[1]);
      case "jmh" -> new JmhBenchmark(setup).run();
      case "sharing" -> new SharingBenchmark(setup).run();
      case "burst" -> {
        if (parts.length == 1) {
          new BurstBenchmark(setup).run();
        } else {
          new BurstBenchmark(setup)
              .run(parts[1], parts.length == 2 ? 1 : Integer.parseInt(parts[2]));
        }
      }
      case "context" -> new ContextBenchmark(setup).run();
      case "memory" -> new MemoryBenchmark(setup).run();
      case "scaling" -> new ScalingBenchmark(setup).run();
      case "redaction" -> new RedactionBenchmark(setup).run();
      case "tape" -> new TapeBenchmark(setup).run();
      case "jar" -> new JarBenchmark(setup).run();
      case "viewer" -> new ViewerBenchmark(setup).run();
      case "dashboards" -> new DashboardBenchmark(setup).run();
      default -> throw new IllegalArgumentException("no such benchmark: " + name);
    }
  }
}
