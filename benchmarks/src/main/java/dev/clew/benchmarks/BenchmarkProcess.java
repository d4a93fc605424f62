// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.clew.benchmarks.child.BenchmarkProcessMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that runs batches of one workload on command. */
final class BenchmarkProcess implements AutoCloseable {
  /**
   * The number of consecutive batches that must allocate the same for the JIT to count as settled.
   */
  static final int STEADY = 25;

  /** Until then the JIT may still be compiling the library. */
  static final int MOST_BATCHES = 200;

  private final Variant variant;
  private final Process process;
  private final PrintStream commands;
  private final BufferedReader answers;
  private final Path errors;

  BenchmarkProcess(Installation installation, Variant variant, String work, String... jvmArguments)
      throws IOException {
    this.variant = variant;
    this.errors = Files.createTempFile(installation.work(), "process", ".txt");
    List<String> command = new ArrayList<>();
    command.add(installation.jdks().get(0).java());
    command.add("-Xmx1g"); // unless the arguments after it override it
    command.addAll(List.of(jvmArguments));
    command.addAll(variant.jvmArguments());
    command.addAll(List.of("-cp", installation.applicationClassPath()));
    command.addAll(List.of(BenchmarkProcessMain.class.getName(), work));
    this.process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    this.commands = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = read();
    if (!line.equals("ready")) {
      throw new IllegalStateException(variant.title() + " printed " + line);
    }
  }

  Variant variant() {
    return variant;
  }

  Result run(int threads, int calls) throws IOException {
    long[] numbers = ask("run " + threads + " " + calls);
    return new Result(
        numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], calls);
  }

  void settle(int threads, int calls) throws IOException {
    settle(threads, calls, 0, () -> {});
  }

  /**
   * Runs batches until the JIT has settled. Allocation per call falls as long as the JIT finds
   * better code; after 20,000 calls it is only halfway, and an agent that merely keeps the JIT busy
   * would look expensive.
   *
   * @param least batches that are run in any case
   * @param pause runs after each batch
   */
  void settle(int threads, int calls, int least, CallsBenchmark.Pause pause) throws IOException {
    double reference = 0;
    int steady = 0;
    for (int done = 0; done < MOST_BATCHES && (done < least || steady < STEADY); done++) {
      double bytes = run(threads, calls).bytes();
      pause.run();
      if (Math.abs(bytes - reference) > reference / 1_000) {
        reference = bytes;
        steady = 0;
      } else {
        steady++;
      }
    }
  }

  Memory memory() throws IOException {
    long[] numbers = ask("memory");
    return new Memory(numbers[0], numbers[1], numbers[2]);
  }

  /** Returns the CPU time of Clew's export threads in nanoseconds. */
  long exportCpu() throws IOException {
    return ask("cpu")[1];
  }

  private long[] ask(String command) throws IOException {
    commands.println(command);
    return Arrays.stream(read().split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private String read() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException(variant.title() + " ended: " + Files.readString(errors));
    }
    return line;
  }

  /** Ends the process, including its agent's shutdown; returns its stderr. */
  String end() throws IOException, InterruptedException {
    commands.close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(errors);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The result per call; nanoseconds and bytes on the application thread. */
  record Result(
      double median, double p99, double cpu, double bytes, double first, long wall, int calls) {}

  /** Bytes, and the number of classes. */
  record Memory(double resident, double heap, double classes) {}
}
