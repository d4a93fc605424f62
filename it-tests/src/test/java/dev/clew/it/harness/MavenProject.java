// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import dev.clew.testkit.MavenRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application packaged by its framework: {@code src/test/projects/<name>} is built as users
 * would build it, with the Maven that runs the tests.
 */
public final class MavenProject {
  private final Path folder;

  private MavenProject(Path folder) {
    this.folder = folder;
  }

  /**
   * Builds a project, unless the same content has been built before.
   *
   * @param versions names of root pom properties to pass to the project's pom
   */
  public static MavenProject build(String name, String... versions) {
    Path source = BuildOutput.root().resolve("it-tests/src/test/projects").resolve(name);
    List<String> properties = new ArrayList<>();
    for (String version : versions) {
      properties.add("-D" + version + "=" + BuildOutput.setting("it." + version));
    }
    try {
      List<Path> files = filesIn(source);
      String content = name + "-" + Integer.toHexString(hash(files, properties));
      Path folder = BuildOutput.root().resolve("it-tests/target/projects").resolve(content);
      return MavenRun.exclusively(
          () -> {
            if (!Files.exists(folder.resolve("built"))) {
              build(source, files, folder, properties);
            }
            return new MavenProject(folder);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a file under {@code target}. */
  public Path built(String path) {
    return folder.resolve("target").resolve(path);
  }

  private static void build(Path source, List<Path> files, Path folder, List<String> properties)
      throws IOException {
    for (Path file : files) {
      Path copy = folder.resolve(source.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.write(copy, Files.readAllBytes(file));
    }
    List<String> goals = new ArrayList<>(List.of("package"));
    goals.addAll(properties);
    MavenRun.goals(folder, goals);
    Files.createFile(folder.resolve("built"));
  }

  private static List<Path> filesIn(Path source) throws IOException {
    try (Stream<Path> found = Files.walk(source)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static int hash(List<Path> files, List<String> properties) throws IOException {
    int hash = properties.hashCode();
    for (Path file : files) {
      hash = 31 * hash + file.hashCode();
      hash = 31 * hash + Arrays.hashCode(Files.readAllBytes(file));
    }
    return hash;
  }
}
