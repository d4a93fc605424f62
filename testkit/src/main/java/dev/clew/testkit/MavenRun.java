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
 * The Maven that runs the tests, in a process of its own: it has the user's settings.
 *
 * <p>One at a time, in all JVMs of a build: two that download into one repository harm each other.
 */
public final class MavenRun {
  /** A run of a second or two never gets back what the optimizing compiler costs. */
  private static final String SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Object THIS_JVM = new Object();

  private MavenRun() {}

  /** Something that uses the local repository. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Does something while no other Maven of this build runs. */
  public static <T> T alone(Work<T> work) throws IOException {
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
   * Runs goals on the pom in a folder; fails with what Maven said if they fail. To be called within
   * {@link #alone}.
   */
  public static void goals(Path folder, List<String> goals) throws IOException {
    // What the local repository has costs no network; the second try forgets failed downloads.
    if (exitCode(folder, goals) != 0 && exitCode(folder, goals, "-U") != 0) {
      throw new IllegalStateException(
          "Maven fails in " + folder + ": " + Files.readString(folder.resolve("maven.log")));
    }
  }

  /** Returns the root of the repository. */
  static Path root() {
    return Path.of(setting("testkit.root")).toAbsolutePath().normalize();
  }

  /** Returns a system property that the root pom hands to all tests. */
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
