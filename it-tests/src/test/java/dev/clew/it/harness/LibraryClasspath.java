// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import dev.clew.testkit.TestedLibrary;
import dev.clew.testkit.TestedVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Resolves the jars of a library version, with all dependencies. */
public final class LibraryClasspath {
  /** The newest supported openai-java: the last in its list of versions. */
  public static final String NEWEST_OPENAI_JAVA = "4.101.0";

  /** The coordinates of {@link #NEWEST_OPENAI_JAVA}. */
  public static final String OPENAI_JAVA = "com.openai:openai-java:" + NEWEST_OPENAI_JAVA;

  /** Whether versions that behave like their neighbours are tested as well. */
  public static final boolean ALL_VERSIONS = Boolean.getBoolean("testkit.all-versions");

  /** LangChain4j logs through SLF4J, which otherwise complains about a missing provider. */
  private static final String SILENT_LOGGING = "org.slf4j:slf4j-nop:2.0.17";

  private LibraryClasspath() {}

  /**
   * Returns the class path of artifacts.
   *
   * @param coordinates each {@code group:artifact:version}, optionally with a classifier at the end
   */
  public static List<Path> of(String... coordinates) {
    List<String> all = new ArrayList<>(List.of(coordinates));
    all.add(SILENT_LOGGING);
    return dev.clew.testkit.LibraryClasspath.of(all);
  }

  /** Returns the last of {@code versions}; each of them with {@code -Dall-versions=true}. */
  public static List<String> newestOf(String... versions) {
    List<String> all = List.of(versions);
    return ALL_VERSIONS ? all : all.subList(all.size() - 1, all.size());
  }

  /**
   * Returns the versions of a library used by integration tests, lowest first, from its module's
   * {@code versions.txt}.
   *
   * @param library the name of the section, such as {@code openai-java}; case does not matter
   */
  public static List<String> versions(String library) {
    try (DirectoryStream<Path> modules =
        Files.newDirectoryStream(BuildOutput.root(), "instrumentation-*")) {
      for (Path module : modules) {
        for (TestedLibrary each : TestedLibrary.all(module.resolve("versions.txt"))) {
          if (each.name().equalsIgnoreCase(library)) {
            return each.testedBy("it").stream().map(TestedVersion::version).toList();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no versions.txt has a section " + library);
  }
}
