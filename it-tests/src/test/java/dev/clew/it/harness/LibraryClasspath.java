// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Finds the jars of a library at a version, with all that it depends on.
 *
 * <p>Maven itself is asked, in a process of its own, because it has the user's settings.
 */
public final class LibraryClasspath {
  /** LangChain4j logs through SLF4J, which otherwise prints that it has nowhere to log to. */
  private static final String SILENT_LOGGING = "org.slf4j:slf4j-nop:2.0.17";

  private LibraryClasspath() {}

  /**
   * Returns the class path of artifacts.
   *
   * @param coordinates each {@code group:artifact:version}
   */
  public static List<Path> of(String... coordinates) {
    List<String> all = new ArrayList<>(List.of(coordinates));
    all.add(SILENT_LOGGING);
    String name =
        Arrays.stream(coordinates).map(LibraryClasspath::tail).collect(Collectors.joining("+"));
    Path folder = BuildOutput.root().resolve("it-tests/target/libraries").resolve(name);
    try {
      Path result = folder.resolve("classpath.txt");
      if (!Files.exists(result)) {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("pom.xml"), pom(all));
        resolve(folder);
      }
      return Arrays.stream(Files.readString(result).trim().split(File.pathSeparator))
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the versions of a library that are tested, lowest first: {@code
   * src/test/resources/versions} has a list for each, one version a line, {@code #} begins a
   * comment.
   */
  public static List<String> versions(String library) {
    Path lists = BuildOutput.root().resolve("it-tests/src/test/resources/versions");
    try {
      return Files.readAllLines(lists.resolve(library + ".txt")).stream()
          .map(line -> line.replaceFirst("#.*", "").trim())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void resolve(Path folder) throws IOException {
    // Offline first: the build machine may have no network, and it is faster.
    Path partial = folder.resolve("partial.txt");
    if (maven(folder, partial, "-o") != 0 && maven(folder, partial, "-U") != 0) {
      throw new IllegalStateException(
          "Maven cannot resolve " + folder + ": " + Files.readString(folder.resolve("maven.log")));
    }
    Files.move(partial, folder.resolve("classpath.txt"));
  }

  private static int maven(Path folder, Path result, String mode) throws IOException {
    Process process =
        new ProcessBuilder(
                BuildOutput.setting("it.maven"),
                "-q",
                "-B",
                mode,
                "-f",
                folder.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + BuildOutput.setting("it.maven.repository"),
                "org.apache.maven.plugins:maven-dependency-plugin:%s:build-classpath"
                    .formatted(BuildOutput.setting("it.dependency-plugin.version")),
                "-Dmdep.outputFile=" + result)
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

  private static String pom(List<String> coordinates) {
    String dependencies =
        coordinates.stream()
            .map(each -> each.split(":"))
            .map(
                each ->
                    """
                      <dependency>
                        <groupId>%s</groupId>
                        <artifactId>%s</artifactId>
                        <version>%s</version>
                      </dependency>
                    """
                        .formatted(each[0], each[1], each[2]))
            .collect(Collectors.joining());
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>it</groupId>
          <artifactId>libraries</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <dependencies>
        %s  </dependencies>
        </project>
        """
        .formatted(dependencies);
  }

  private static String tail(String coordinate) {
    String[] parts = coordinate.split(":");
    return parts[1] + "-" + parts[2];
  }
}
