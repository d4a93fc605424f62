// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A long-running process that runs batches of one workload on command, so that several processes
 * can be measured in turn.
 *
 * <p>Reads commands from standard input and answers each with one line: {@code run <threads>
 * <calls>}, {@code memory}, {@code cpu}.
 */
public final class BenchmarkProcessMain {
  private static final Map<Long, Long> EXPORT_CPU = new HashMap<>();

  private BenchmarkProcessMain() {}

  /**
   * Executes commands until standard input ends.
   *
   * @param arguments the name of the workload
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Workload workload = Workload.named(arguments[0]);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      String answer =
          switch (words[0]) {
            case "run" ->
                Batch.run(workload, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "memory" -> memory();
            case "cpu" -> cpu();
            default -> throw new IllegalArgumentException(line);
          };
      System.out.println(answer);
    }
  }

  /** Returns resident bytes, heap bytes after a collection, and loaded classes. */
  private static String memory() throws IOException {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long heap = runtime.totalMemory() - runtime.freeMemory();
    long classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
    return resident() + " " + heap + " " + classes;
  }

  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  /** Returns CPU time in nanoseconds: of the process, and of Clew's export threads. */
  private static String cpu() {
    var threads = ManagementFactory.getThreadMXBean();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      String name = thread.getName();
      if (name.startsWith("clew-export") || name.startsWith("clew-render")) {
        // Extra threads end after a burst; their CPU time is kept.
        EXPORT_CPU.merge(
            thread.getId(), Math.max(0, threads.getThreadCpuTime(thread.getId())), Math::max);
      }
    }
    long export = EXPORT_CPU.values().stream().mapToLong(Long::longValue).sum();
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return process.getProcessCpuTime() + " " + export;
  }
}
