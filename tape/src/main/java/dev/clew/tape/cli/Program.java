// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program that a command runs, with the agent added; it has this process's streams. */
final class Program {
  private static final int INTERRUPTED = 130;
  private static final int SECONDS_TO_END = 30;

  private final List<String> command;

  /**
   * Creates a program.
   *
   * @param settings by name
   * @throws UsageException if the command does not start {@code java}
   */
  Program(List<String> command, Path agentJar, Map<String, String> settings) throws UsageException {
    String name = String.valueOf(Path.of(command.get(0)).getFileName()).toLowerCase(Locale.ROOT);
    if (!name.equals("java") && !name.equals("java.exe")) {
      throw new UsageException(
          "the command has to start java, and '%s' does not; give other programs the agent in"
                  .formatted(command.get(0))
              + " JAVA_TOOL_OPTIONS, with the settings of docs/tape.md");
    }
    List<String> whole = new ArrayList<>();
    whole.add(command.get(0));
    if (command.stream().noneMatch(Program::isAgent)) {
      whole.add("-javaagent:" + agentJar);
    }
    settings.forEach((setting, value) -> whole.add("-D" + setting + "=" + value));
    whole.addAll(command.subList(1, command.size()));
    this.command = List.copyOf(whole);
  }

  private static boolean isAgent(String argument) {
    return argument.startsWith("-javaagent:") && argument.contains("clew-agent");
  }

  List<String> command() {
    return command;
  }

  /** Runs it to its end, and returns its exit code. */
  int run() throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread ending = new Thread(() -> end(process), "clew-end");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
      return INTERRUPTED;
    } finally {
      remove(ending);
    }
  }

  private static void remove(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException endingAlready) {
      // The hook runs.
    }
  }

  /** Who ends this process means the program. */
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
