// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A JDK that forked JVMs can run on.
 *
 * @param feature 17 or 25
 */
public record Jdk(int feature, Path home) {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  /** Returns the JDK that runs the tests. */
  public static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** Returns the installed JDK 25, or the one named by {@code JAVA_HOME_25}. */
  public static Optional<Jdk> newest() {
    String named = System.getenv("JAVA_HOME_25");
    if (named != null) {
      return Optional.of(new Jdk(25, Path.of(named)));
    }
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(INSTALLED, "*25*")) {
      for (Path home : found) {
        if (Files.isExecutable(home.resolve("bin/java"))) {
          return Optional.of(new Jdk(25, home));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one of its programs, such as {@code java}. */
  public Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  /**
   * Returns every JDK that Clew is tested with, the newest last.
   *
   * @throws IllegalStateException if there is no JDK 25 and the environment variable {@code
   *     IT_REQUIRE_JDK_25} is set; without the variable, a message says so
   */
  private static List<Jdk> all() {
    Jdk running = running();
    Optional<Jdk> newest = newest();
    if (newest.isEmpty()) {
      String message = "NO JDK 25 FOUND: set JAVA_HOME_25; nothing is tested on it";
      if (System.getenv("IT_REQUIRE_JDK_25") != null) {
        throw new IllegalStateException(message);
      }
      System.err.println(message);
    }
    return Stream.concat(
            Stream.of(running), newest.filter(jdk -> jdk.feature() != running.feature()).stream())
        .toList();
  }

  /** Provides every JDK that Clew is tested with. */
  public static final class All implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      return all().stream().map(Arguments::of);
    }
  }

  /** Provides the newest JDK; with {@code -Dall-versions=true}, every one. */
  public static final class Newest implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      List<Jdk> all = all();
      return (LibraryClasspath.ALL_VERSIONS ? all : all.subList(all.size() - 1, all.size()))
          .stream().map(Arguments::of);
    }
  }
}
