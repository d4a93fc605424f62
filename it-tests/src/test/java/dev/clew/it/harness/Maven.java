// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Maven that runs the tests, in a process of its own: it has the user's settings.
 *
 * <p>To be run by whoever holds {@link #REPOSITORY}: two that download into one repository harm
 * each other.
 */
final class Maven {
  /** A run of a second or two never gets back what the optimizing compiler costs. */
  private static final String SHORT_RUN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  /** The lock of the local repository. */
  static final Object REPOSITORY = new Object();

  private Maven() {}

  /** Runs goals on the pom in a folder; fails with what Maven said if they fail. */
  static void run(Path folder, List<String> goals) throws IOException {
    // What the local repository has costs no network; the second try forgets failed downloads.
    if (exitCode(folder, goals) != 0 && exitCode(folder, goals, "-U") != 0) {
      throw new IllegalStateException(
          "Maven fails in " + folder + ": " + Files.readString(folder.resolve("maven.log")));
    }
  }

  private static int exitCode(Path folder, List<String> goals, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                BuildOutput.setting("it.maven"),
                "-q",
                "-B",
                "-f",
                folder.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + BuildOutput.setting("it.maven.repository")));
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
