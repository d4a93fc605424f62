// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Resolves the jars of a library version, with all dependencies.
 *
 * <p>Uses Maven, once per set of artifacts; the results are cached in {@code target/libraries} in
 * the root, for all modules.
 */
public final class LibraryClasspath {
  private LibraryClasspath() {}

  /**
   * Returns the class path of artifacts.
   *
   * @param coordinates each {@code group:artifact:version}, optionally with a classifier at the
   *     end, or {@code !group:artifact} to exclude a dependency of the others
   */
  public static List<Path> of(List<String> coordinates) {
    return ofEach(List.of(coordinates)).get(0);
  }

  /** Returns a class path for each set of artifacts; Maven is started once for all of them. */
  public static List<List<Path>> ofEach(List<List<String>> sets) {
    try {
      if (!areResolved(sets)) {
        MavenRun.exclusively(() -> resolve(sets));
      }
      List<List<Path>> found = new ArrayList<>();
      for (List<String> set : sets) {
        found.add(read(folderOf(set)));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean areResolved(List<List<String>> sets) throws IOException {
    for (List<String> set : sets) {
      if (!isResolved(folderOf(set))) {
        return false;
      }
    }
    return true;
  }

  /** Returns how many sets were missing. */
  private static int resolve(List<List<String>> sets) throws IOException {
    Map<String, Path> missing = new LinkedHashMap<>();
    for (List<String> set : sets) {
      Path folder = folderOf(set);
      if (!isResolved(folder)) { // another JVM may have resolved it meanwhile
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("pom.xml"), pom(nameOf(set), "", dependencies(set)));
        missing.put(nameOf(set), folder);
      }
    }
    if (missing.isEmpty()) {
      return 0;
    }
    String together = "together-" + Integer.toHexString(missing.keySet().hashCode());
    Path all = Files.createDirectories(libraries().resolve(together));
    String modules =
        missing.keySet().stream()
            .map(name -> "    <module>../" + name + "</module>\n")
            .collect(Collectors.joining("", "  <modules>\n", "  </modules>\n"));
    Files.writeString(all.resolve("pom.xml"), pom(together, modules, ""));
    MavenRun.goals(
        all,
        List.of(
            "org.apache.maven.plugins:maven-dependency-plugin:%s:build-classpath"
                .formatted(MavenRun.setting("testkit.dependency-plugin.version")),
            "-Dmdep.outputFile=partial.txt"));
    for (Path folder : missing.values()) {
      Files.move(
          folder.resolve("partial.txt"),
          folder.resolve("classpath.txt"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return missing.size();
  }

  /**
   * Returns whether the result exists and is still valid: the local repository may have changed.
   */
  private static boolean isResolved(Path folder) throws IOException {
    return Files.exists(folder.resolve("classpath.txt"))
        && read(folder).stream().allMatch(Files::exists);
  }

  private static List<Path> read(Path folder) throws IOException {
    String classPath = Files.readString(folder.resolve("classpath.txt")).trim();
    return Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }

  private static Path libraries() {
    return MavenRun.root().resolve("target/libraries");
  }

  private static Path folderOf(List<String> coordinates) {
    return libraries().resolve(nameOf(coordinates));
  }

  private static String nameOf(List<String> coordinates) {
    return coordinates.stream()
        .filter(each -> !each.startsWith("!"))
        .map(each -> each.substring(each.indexOf(':') + 1).replace(':', '-'))
        .collect(Collectors.joining("_"));
  }

  private static String dependencies(List<String> coordinates) {
    String exclusions =
        coordinates.stream()
            .filter(each -> each.startsWith("!"))
            .map(each -> each.substring(1).split(":"))
            .map(each -> "<exclusion>%s</exclusion>".formatted(artifact(each)))
            .collect(Collectors.joining("", "<exclusions>", "</exclusions>"));
    return coordinates.stream()
        .filter(each -> !each.startsWith("!"))
        .map(each -> each.split(":"))
        .map(each -> dependency(each, exclusions))
        .collect(Collectors.joining("", "  <dependencies>\n", "  </dependencies>\n"));
  }

  private static String dependency(String[] coordinate, String exclusions) {
    String classifier =
        coordinate.length < 4 ? "" : "<classifier>%s</classifier>".formatted(coordinate[3]);
    return "    <dependency>%s<version>%s</version>%s%s</dependency>\n"
        .formatted(artifact(coordinate), coordinate[2], classifier, exclusions);
  }

  private static String artifact(String[] coordinate) {
    return "<groupId>%s</groupId><artifactId>%s</artifactId>"
        .formatted(coordinate[0], coordinate[1]);
  }

  private static String pom(String name, String modules, String dependencies) {
    return """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>libraries</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
        %s%s</project>
        """
        .formatted(name, modules, dependencies);
  }
}
