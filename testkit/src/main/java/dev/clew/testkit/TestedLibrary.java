// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A library as listed in a module's {@code versions.txt}.
 *
 * <p>The file has a section per library: its name in brackets, as in {@code Library.name()},
 * followed by a line per version, lowest first: the version, a comma-separated list of the tests
 * that use it (default {@code unit}, see {@link TestedVersion}), and the artifacts to resolve. A
 * coordinate without a version has that of the line; {@code !group:artifact} excludes a dependency.
 * {@code #} starts a comment.
 *
 * @param name as in {@code Library.name()}
 * @param versions lowest first
 */
public record TestedLibrary(String name, List<TestedVersion> versions) {
  /** Copies the list. */
  public TestedLibrary {
    versions = List.copyOf(versions);
  }

  /** Returns a library of the module whose tests are running. */
  public static TestedLibrary named(String name) {
    return in(Path.of("versions.txt"), name);
  }

  /** Returns a library in a file. */
  public static TestedLibrary in(Path file, String name) {
    return all(file).stream()
        .filter(each -> each.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no [" + name + "] in " + file.toAbsolutePath().normalize()));
  }

  /** Returns all libraries in a file, in order. */
  public static List<TestedLibrary> all(Path file) {
    List<TestedLibrary> libraries = new ArrayList<>();
    String name = "";
    List<TestedVersion> versions = new ArrayList<>();
    for (String each : linesOf(file)) {
      String line = each.replaceFirst("#.*", "").trim();
      if (line.startsWith("[") && line.endsWith("]")) {
        add(name, versions, libraries);
        name = line.substring(1, line.length() - 1);
        versions.clear();
      } else if (!line.isEmpty()) {
        versions.add(version(line));
      }
    }
    add(name, versions, libraries);
    return List.copyOf(libraries);
  }

  /** Returns whether only the newest versions are tested, as in the profile {@code fast}. */
  static boolean newestOnly() {
    return Boolean.getBoolean("testkit.newest-only");
  }

  /**
   * Returns the versions used by the given kind of test, {@code unit} or {@code it}; those marked
   * {@code more} only if all are wanted.
   */
  public List<TestedVersion> testedBy(String kind) {
    boolean all = Boolean.getBoolean("testkit.all-versions");
    return versions.stream()
        .filter(each -> each.tests().contains(kind))
        .filter(each -> all || !each.isOptional())
        .toList();
  }

  /** Returns one version. */
  public TestedVersion at(String version) {
    return versions.stream()
        .filter(each -> each.version().equals(version))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no version " + version + " of " + name));
  }

  /** Returns the supported range in the format of {@code Library.supportedVersions()}. */
  public String range() {
    List<TestedVersion> supported = versions.stream().filter(TestedVersion::isSupported).toList();
    String lowest = supported.get(0).version();
    return supported.size() == 1 ? lowest : lowest + " to " + newest().version();
  }

  /** Returns the last version. */
  public TestedVersion newest() {
    return versions.get(versions.size() - 1);
  }

  private static TestedVersion version(String line) {
    String[] words = line.split("\\s+");
    int coordinates = words.length > 1 && !words[1].contains(":") ? 2 : 1;
    Set<String> tests = coordinates == 2 ? Set.of(words[1].split(",")) : Set.of("unit");
    List<String> resolved = new ArrayList<>();
    for (int i = coordinates; i < words.length; i++) {
      boolean complete =
          words[i].startsWith("!") || words[i].chars().filter(each -> each == ':').count() > 1;
      resolved.add(complete ? words[i] : words[i] + ":" + words[0]);
    }
    return new TestedVersion(words[0], tests, resolved);
  }

  private static void add(
      String name, List<TestedVersion> versions, List<TestedLibrary> libraries) {
    if (!versions.isEmpty()) {
      libraries.add(new TestedLibrary(name, versions));
    }
  }

  private static List<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.toAbsolutePath(), e);
    }
  }
}
