// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.view;

import dev.clew.exporter.folder.PrivateFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Starts the viewer as a process that shares nothing with this one: not its streams, not its
 * options for all JVMs (which may attach this agent), not its lifetime. Ctrl-C in the application's
 * terminal goes to all its processes, so the viewer ignores it if a shell can arrange that.
 *
 * @param java the program that runs it
 * @param jar the viewer's jar
 * @param home Clew's folder
 */
record ViewerCommand(Path java, Path jar, Path home) {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final Set<String> OPTIONS_OF_ALL_JVMS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Returns the file that the process writes its output to. */
  Path log() {
    return home.resolve("viewer").resolve("viewer.log");
  }

  /**
   * Starts the process.
   *
   * @throws IOException if the program does not exist or no process can be started
   */
  Process start(int port, int otlpPort) throws IOException {
    Path log = log();
    Files.deleteIfExists(log);
    new PrivateFolder(home.resolve("viewer")).createFile(log).close();
    ProcessBuilder builder =
        new ProcessBuilder(words(port, otlpPort))
            .directory(home.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nullDevice().toFile()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeAll(OPTIONS_OF_ALL_JVMS);
    return builder.start();
  }

  private List<String> words(int port, int otlpPort) {
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      words.addAll(
          List.of(SHELL.toString(), "-c", "trap '' INT HUP QUIT TSTP; exec \"$@\"", "clew-viewer"));
    }
    words.addAll(
        List.of(
            java.toString(),
            "-jar",
            jar.toString(),
            "serve",
            "--home",
            home.toString(),
            "--port",
            String.valueOf(port),
            "--otlp-port",
            otlpPort == 0 ? "none" : String.valueOf(otlpPort)));
    return words;
  }

  private static Path nullDevice() {
    return Path.of(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }
}
