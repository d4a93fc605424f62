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
 * A library as a module's {@code versions.txt} lists it.
 *
 * <p>The file has a section per library: its name in brackets, as {@code Library.name()} has it,
 * and then a line per version, lowest first: the version, which tests run with it, separated by
 * commas ({@code unit} if nothing is said, see {@link TestedVersion}), and what to resolve. A
 * coordinate without a version has that of the line; {@code !group:artifact} is left out of what
 * they depend on. {@code #} begins a comment.
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

  /** Returns a library of a file. */
  public static TestedLibrary in(Path file, String name) {
    return all(file).stream()
        .filter(each -> each.name.equals(name))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no [" + name + "] in " + file.toAbsolutePath().normalize()));
  }

  /** Returns all libraries of a file, in its order. */
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

  /** Whether only the newest versions are tested, as the profile {@code fast} does. */
  static boolean newestOnly() {
    return Boolean.getBoolean("testkit.newest-only");
  }

  /** Returns the versions that the given kind of test runs with: {@code unit} or {@code it}. */
  public List<TestedVersion> testedBy(String kind) {
    return versions.stream().filter(each -> each.tests().contains(kind)).toList();
  }

  /** Returns one version. */
  public TestedVersion at(String version) {
    return versions.stream()
        .filter(each -> each.version().equals(version))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no version " + version + " of " + name));
  }

  /** Returns what is supported as {@code Library.supportedVersions()} says it. */
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
