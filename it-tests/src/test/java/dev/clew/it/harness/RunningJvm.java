// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A forked JVM that has been started. */
public final class RunningJvm implements AutoCloseable {
  private static final Duration LIMIT =
      Duration.ofSeconds(Integer.getInteger("it.limit.seconds", 60));

  private final Process process;
  private final Path folder;
  private final Path home;

  RunningJvm(Process process, Path folder, Path home) {
    this.process = process;
    this.folder = folder;
    this.home = home;
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /** Waits until the line has appeared on stdout. */
  public void awaitLine(String line) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (stdout().lines().noneMatch(line::equals)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no line '" + line + "' in " + folder + ": " + stdout());
      }
      pause();
    }
  }

  /**
   * Waits until a line on stdout starts with {@code beginning}, and returns the rest of that line.
   */
  public String awaitLineAfter(String beginning) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      for (String line : stdout().split("(?<=\n)")) {
        if (line.startsWith(beginning) && line.endsWith("\n")) {
          return line.substring(beginning.length()).trim();
        }
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no '" + beginning + "…' in " + folder + ": " + stdout());
      }
      pause();
    }
  }

  /** Waits until a line with {@code phrase} has come on stderr. */
  public void awaitErrorLine(String phrase) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (read("stderr").lines().noneMatch(line -> line.contains(phrase))) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("no '" + phrase + "' in " + folder + ": " + read("stderr"));
      }
      pause();
    }
  }

  /** Waits until its store has that many non-empty trace files. */
  public void awaitTraces(int files) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (Traces.filesIn(home).stream().filter(file -> file.toFile().length() > 0).count()
        < files) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no traces in " + home);
      }
      pause();
    }
  }

  /** Writes a line to its stdin. */
  public void writeLine(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes its stdin. */
  public void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGTERM, as a service manager does. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end, for at most a minute. */
  public JvmExit await() {
    return await(LIMIT);
  }

  /** Waits for its end, for at most {@code limit}. */
  public JvmExit await(Duration limit) {
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "%s did not end in %s: stdout %s, stderr %s"
                .formatted(folder, limit, stdout(), read("stderr")));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new JvmExit(process.exitValue(), stdout(), read("stderr"), home);
  }

  /** Kills it if it is still running. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String stdout() {
    return read("stdout");
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause() {
    try {
      // The output is a file, which cannot notify anyone.
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
