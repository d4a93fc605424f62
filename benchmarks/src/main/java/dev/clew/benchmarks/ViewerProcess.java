// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A viewer of its own, started as a user starts it, with what Linux says of its process. */
final class ViewerProcess implements AutoCloseable {

  private static final long TICKS_PER_SECOND = 100;

  private final Process process;
  private final BufferedReader out;
  private final long started = System.nanoTime();
  private long cpuMillis;
  private long peakBytes;

  ViewerProcess(Path jar, List<String> jvmOptions, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** The next line of its output, or null at the end. */
  @Nullable String line() throws IOException {
    String line = out.readLine();
    sample();
    return line;
  }

  /** Waits for the end, looking at the process meanwhile. */
  void await() throws InterruptedException {
    while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
      sample();
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException("the viewer failed with " + process.exitValue());
    }
  }

  /** Reads CPU and memory; keeps what was read last if the process is gone. */
  void sample() {
    Path files = Path.of("/proc", String.valueOf(process.pid()));
    try {
      String stat = Files.readString(files.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      cpuMillis =
          (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS_PER_SECOND;
      for (String line : Files.readAllLines(files.resolve("status"))) {
        if (line.startsWith("VmHWM:")) {
          peakBytes = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException | RuntimeException gone) {
      // The figures of a moment ago stand.
    }
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  double cpuSeconds() {
    return cpuMillis / 1e3;
  }

  double peakMegabytes() {
    return peakBytes / 1e6;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
