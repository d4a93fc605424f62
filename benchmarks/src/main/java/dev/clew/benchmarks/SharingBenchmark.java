// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import dev.clew.benchmarks.Installation.Jdk;
import dev.clew.benchmarks.child.OneCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether class data sharing, and the AOT cache of JDK 25, still work: where classes are loaded
 * from.
 */
final class SharingBenchmark {
  private static final String SHARED = "source: shared objects file";

  private final Setup setup;
  private final Report report;

  SharingBenchmark(Setup setup) {
    this.setup = setup;
    this.report = setup.report();
  }

  void run() throws IOException, InterruptedException {
    report.heading("Class data sharing");
    report.paragraph(
        "The program with one call: how many of its classes came out of the JDK's archive, and on 25"
            + " out of an AOT cache made in a run with the same agent.");
    report.header("JDK", "archive", "agent", "classes", "of them shared");
    for (Jdk jdk : setup.installation().jdks()) {
      compare(jdk, "JDK's own", false);
      if (jdk.feature() >= 25) {
        compare(jdk, "AOT cache of its own", true);
      }
    }
  }

  private void compare(Jdk jdk, String archive, boolean ahead)
      throws IOException, InterruptedException {
    List<Variant> all = new ArrayList<>(List.of(setup.variants().none()));
    all.addAll(setup.variants().starting(setup.otherAgents()));
    for (Variant variant : all) {
      Path log = setup.installation().work().resolve("classes.log");
      List<String> logging = new ArrayList<>();
      if (ahead) {
        Path cache = setup.installation().work().resolve("one-call.aot");
        List<String> training = new ArrayList<>(List.of("-XX:AOTCacheOutput=" + cache));
        training.addAll(variant.jvmArguments());
        if (!succeeds(jdk, training)) {
          report.row(
              String.valueOf(jdk.feature()), archive, variant.title(), "no cache was made", "");
          continue;
        }
        logging.add("-XX:AOTCache=" + cache);
      }
      logging.add("-Xlog:class+load:file=" + log + "::filecount=0");
      logging.addAll(variant.jvmArguments());
      if (!succeeds(jdk, logging)) {
        throw new IllegalStateException(logging + " failed: " + Files.readString(output()));
      }
      report.row(
          String.valueOf(jdk.feature()),
          archive,
          variant.title(),
          String.valueOf(count(log, "source:")),
          String.valueOf(count(log, SHARED)));
    }
  }

  private static long count(Path log, String text) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
    }
  }

  private Path output() throws IOException {
    return setup.installation().work().resolve("sharing-output.txt");
  }

  /** Runs the program; with some agents the JVM itself crashes while creating a cache. */
  private boolean succeeds(Jdk jdk, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(jdk.java()));
    command.addAll(arguments);
    command.addAll(List.of("-cp", setup.installation().jarClassPath(), OneCall.class.getName()));
    command.add(setup.receiver().url() + "/v1");
    Process process =
        new ProcessBuilder(command)
            .directory(setup.installation().work().toFile()) // where a crash leaves its files
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();
    return ended && process.exitValue() == 0;
  }
}
