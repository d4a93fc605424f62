// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Maven that runs the tests, in a process of its own: it has the user's settings. */
final class Maven {
  private Maven() {}

  /** Runs goals on the pom in a folder; fails with what Maven said if they fail. */
  static void run(Path folder, List<String> goals) throws IOException {
    // Offline first: the build machine may have no network, and it is faster.
    if (exitCode(folder, goals, "-o") != 0 && exitCode(folder, goals, "-U") != 0) {
      throw new IllegalStateException(
          "Maven fails in " + folder + ": " + Files.readString(folder.resolve("maven.log")));
    }
  }

  private static int exitCode(Path folder, List<String> goals, String mode) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                BuildOutput.setting("it.maven"),
                "-q",
                "-B",
                mode,
                "-f",
                folder.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + BuildOutput.setting("it.maven.repository")));
    command.addAll(goals);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("maven.log").toFile())
            .start();
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
