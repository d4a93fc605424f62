// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** Describes the machine that produced the figures. */
final class Machine {
  private final Installation installation;

  Machine(Installation installation) {
    this.installation = installation;
  }

  /** Says what it is, and with which agents. */
  void describe(Report report) throws IOException {
    describeClew(report);
    report.line(
        "- others: "
            + installation.openTelemetryAgent().getFileName()
            + ", "
            + installation.datadogAgent().getFileName());
  }

  /** Says what it is, and with which build of Clew. */
  void describeClew(Report report) throws IOException {
    describeAlone(report);
    report.line("- Clew: " + Files.size(installation.clewAgent()) + " bytes");
  }

  /** Says what it is. */
  void describeAlone(Report report) throws IOException {
    report.line("# Figures of " + LocalDate.now(ZoneOffset.UTC));
    report.line("");
    report.paragraph(
        "Ratios and differences within one run on one machine; they do not apply to other machines."
            + " For the method see `benchmarks/README.md`.");
    report.line(
        "- machine: "
            + processor()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " processors, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version"));
    report.line("- load at the start of the run: " + load() + " (it is a shared machine)");
    StringBuilder java = new StringBuilder();
    for (Installation.Jdk jdk : installation.jdks()) {
      java.append(java.isEmpty() ? "" : ", ").append(version(jdk.home()));
    }
    report.line("- Java: " + java);
  }

  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }

  private static String version(Path home) throws IOException {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.substring("JAVA_VERSION=".length()).replace("\"", ""))
          .findFirst()
          .orElse("unknown");
    }
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.exists(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }
}
