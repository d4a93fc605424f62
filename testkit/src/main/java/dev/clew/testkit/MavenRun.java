// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the Maven that runs the tests, in a separate process with the user's settings.
 *
 * <p>Only one at a time among all JVMs of a build: two downloads into one repository can corrupt
 * it.
 */
public final class MavenRun {
  /** A run of one or two seconds never recovers the cost of the optimizing compiler. */
  private static final String SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Object THIS_JVM = new Object();

  private MavenRun() {}

  /** Work that uses the local repository. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does the work. */
    T run() throws IOException;
  }

  /** Runs {@code work} while no other Maven of this build is running. */
  public static <T> T exclusively(Work<T> work) throws IOException {
    Path folder = root().resolve("target");
    Path file = folder.resolve("maven.lock");
    synchronized (THIS_JVM) {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return work.run();
      }
    }
  }

  /**
   * Runs goals on the pom in a folder; if they fail, throws with Maven's output. To be called
   * within {@link #exclusively}.
   */
  public static void goals(Path folder, List<String> goals) throws IOException {
    // The first attempt uses the local repository; the second one retries failed downloads.
    if (exitCode(folder, goals) != 0 && exitCode(folder, goals, "-U") != 0) {
      throw new IllegalStateException(
          "Maven fails in " + folder + ": " + Files.readString(folder.resolve("maven.log")));
    }
  }

  /** Returns the root folder of the Git repository. */
  static Path root() {
    return Path.of(setting("testkit.root")).toAbsolutePath().normalize();
  }

  /** Returns the folder of the Maven that runs the tests. */
  static Path home() {
    return Path.of(setting("testkit.maven")).resolve("../..").normalize();
  }

  /** Returns a system property that the root pom passes to all tests. */
  static String setting(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set: run the tests with Maven");
    }
    return value;
  }

  private static int exitCode(Path folder, List<String> goals, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                setting("testkit.maven"),
                "-q",
                "-B",
                "-f",
                folder.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + setting("testkit.maven.repository")));
    command.addAll(List.of(options));
    command.addAll(goals);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("maven.log").toFile());
    builder.environment().put("MAVEN_OPTS", SHORT_RUN);
    Process process = builder.start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return -1;
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
    return process.exitValue();
  }
}
