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

/** A process that does batches of one work when told to. */
final class BenchmarkProcess implements AutoCloseable {
  /** How many batches in a row allocate the same once the JIT has come to rest. */
  static final int STEADY = 25;

  /** Until then the JIT may still be at work on the library. */
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
    command.add("-Xmx1g"); // unless the arguments after it say otherwise
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

  /**
   * Runs batches until the JIT has come to rest. What a call allocates falls for as long as it
   * finds better code for it; after 20,000 calls it is still halfway, and an agent seems dear that
   * merely keeps the JIT busy.
   */
  void rest(int threads, int calls) throws IOException {
    double reference = 0;
    int steady = 0;
    for (int done = 0; done < MOST_BATCHES && steady < STEADY; done++) {
      double bytes = run(threads, calls).bytes();
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

  /** Returns nanoseconds of CPU of Clew's export thread. */
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

  /** Ends the process, with all that its agent does then; returns what it wrote to stderr. */
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

  /** What one call came to; nanoseconds and bytes on the application thread. */
  record Result(
      double median, double p99, double cpu, double bytes, double first, long wall, int calls) {}

  /** Bytes, and classes. */
  record Memory(double resident, double heap, double classes) {}
}
