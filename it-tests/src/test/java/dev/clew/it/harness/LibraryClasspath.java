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
import java.util.stream.Collectors;

/** Finds the jars of a library at a version, with all that it depends on. */
public final class LibraryClasspath {
  /** The newest openai-java that is supported: the last of its list of versions. */
  public static final String NEWEST_OPENAI_JAVA = "4.101.0";

  /** {@link #NEWEST_OPENAI_JAVA} by its coordinates. */
  public static final String OPENAI_JAVA = "com.openai:openai-java:" + NEWEST_OPENAI_JAVA;

  /** LangChain4j logs through SLF4J, which otherwise prints that it has nowhere to log to. */
  private static final String SILENT_LOGGING = "org.slf4j:slf4j-nop:2.0.17";

  private LibraryClasspath() {}

  /**
   * Returns the class path of artifacts.
   *
   * @param coordinates each {@code group:artifact:version}, or with a classifier at its end
   */
  public static List<Path> of(String... coordinates) {
    List<String> all = new ArrayList<>(List.of(coordinates));
    all.add(SILENT_LOGGING);
    String name =
        Arrays.stream(coordinates).map(LibraryClasspath::tail).collect(Collectors.joining("+"));
    Path folder = BuildOutput.root().resolve("it-tests/target/libraries").resolve(name);
    try {
      Path result = folder.resolve("classpath.txt");
      synchronized (Maven.REPOSITORY) {
        if (!Files.exists(result)) {
          Files.createDirectories(folder);
          Files.writeString(folder.resolve("pom.xml"), pom(all));
          resolve(folder);
        }
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
    Path partial = folder.resolve("partial.txt");
    Maven.run(
        folder,
        List.of(
            "org.apache.maven.plugins:maven-dependency-plugin:%s:build-classpath"
                .formatted(BuildOutput.setting("it.dependency-plugin.version")),
            "-Dmdep.outputFile=" + partial));
    Files.move(partial, folder.resolve("classpath.txt"));
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
                        %s
                      </dependency>
                    """
                        .formatted(each[0], each[1], each[2], classifier(each)))
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

  private static String classifier(String[] parts) {
    return parts.length > 3 ? "<classifier>" + parts[3] + "</classifier>" : "";
  }

  private static String tail(String coordinate) {
    String[] parts = coordinate.split(":");
    return parts[1] + "-" + parts[2] + (parts.length > 3 ? "-" + parts[3] : "");
  }
}
