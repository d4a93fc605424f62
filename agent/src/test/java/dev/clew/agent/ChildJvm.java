// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A separate JVM, for tests that need the process's stderr or another environment.
 *
 * @param err its stderr, by line
 */
public record ChildJvm(int exitCode, String out, List<String> err) {
  /** Runs the main method of {@code program} on this class path. */
  public static ChildJvm run(
      Path folder, Map<String, String> environment, List<String> options, Class<?> program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", TestJar.classPath(), program.getName()));
    Path out = Files.createTempFile(folder, "out", null);
    Path err = Files.createTempFile(folder, "err", null);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // because the JVM would report it on stderr
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(program + " does not end");
    }
    return new ChildJvm(
        process.exitValue(), Files.readString(out, UTF_8), Files.readAllLines(err, UTF_8));
  }
}
