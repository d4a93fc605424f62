// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.weaving;

import dev.clew.it.harness.LibraryClasspath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The libraries in {@code corpus/libraries.txt}.
 *
 * @param name the heading
 * @param coordinates the lines beneath it
 */
record Corpus(String name, List<String> coordinates) {
  /** Whether the slow libraries are checked as well. */
  static final boolean ALL = "all".equals(System.getProperty("clew.test.corpus"));

  /** Returns the class paths that this build checks. */
  static List<Corpus> classPaths() {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    List<String> current = new ArrayList<>();
    for (String line : lines()) {
      if (line.startsWith("[")) {
        current = byName.computeIfAbsent(line.replaceAll("[\\[\\]]", ""), key -> new ArrayList<>());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        current.add(line.trim());
      }
    }
    return byName.entrySet().stream()
        .filter(entry -> ALL || entry.getKey().endsWith("*"))
        .map(entry -> new Corpus(entry.getKey().replace("*", ""), entry.getValue()))
        .toList();
  }

  List<Path> jars() {
    return LibraryClasspath.of(coordinates.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<String> lines() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Corpus.class.getResourceAsStream("/corpus/libraries.txt"),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
