// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A server that somebody else has written, started for one test. */
public final class Program implements AutoCloseable {
  private final Process process;
  private final CompletableFuture<String> found = new CompletableFuture<>();

  private Program(Process process, Pattern line) {
    this.process = process;
    Thread reader = new Thread(() -> read(line), "program-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Returns the program that the system property {@code clew.NAME.binary} or the PATH names; skips
   * the test if there is none, unless {@code IT_REQUIRE_NAME} is 1.
   */
  public static Path find(String name) {
    Path binary = onDisk(name);
    if (binary == null) {
      String required = "IT_REQUIRE_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
      if ("1".equals(System.getenv(required))) {
        throw new AssertionError("no " + name + " on the PATH, though " + required + "=1");
      }
      Assumptions.abort("no " + name + " on the PATH");
    }
    return binary;
  }

  /** Starts a program that says in a line like {@code line} what the test wants to know. */
  public static Program start(List<String> command, Pattern line) throws IOException {
    return new Program(new ProcessBuilder(command).redirectErrorStream(true).start(), line);
  }

  /** Returns the first group of the line. */
  public String said() {
    return found.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static @Nullable Path onDisk(String name) {
    String given = System.getProperty("clew." + name + ".binary");
    if (given != null) {
      return Path.of(given);
    }
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, name);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private void read(Pattern line) {
    StringBuilder all = new StringBuilder();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String each = output.readLine(); each != null; each = output.readLine()) {
        all.append(each).append('\n');
        Matcher matcher = line.matcher(each);
        if (matcher.find()) {
          found.complete(matcher.group(1));
        }
      }
    } catch (IOException e) {
      all.append(e);
    }
    found.completeExceptionally(new AssertionError("ended: " + all));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
