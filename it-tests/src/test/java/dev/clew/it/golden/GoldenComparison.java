// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.golden;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compares two folders written by {@link GoldenRecorder}.
 *
 * <p>{@code java -cp it-tests/target/test-classes dev.clew.it.golden.GoldenComparison <before>
 * <after> [--ignore=<regular expression>]... [--lines=<at most so many for each scenario>]}
 *
 * <p>Lines that match an expression of {@code --ignore} are left out on both sides, for intended
 * changes. The exit code is 1 if anything else differs.
 */
public final class GoldenComparison {
  private static final String IGNORE = "--ignore=";
  private static final String LINES = "--lines=";

  private final List<Pattern> ignored;
  private final int shownLines;

  private GoldenComparison(List<Pattern> ignored, int shownLines) {
    this.ignored = ignored;
    this.shownLines = shownLines;
  }

  /** Prints the differences to stdout. */
  public static void main(String[] args) throws IOException {
    System.exit(run(System.out, args));
  }

  /**
   * Returns the exit code: 0 if there is no difference, 1 if there is one, 2 if it cannot be
   * determined.
   */
  static int run(PrintStream out, String... args) throws IOException {
    List<Path> folders =
        Arrays.stream(args).filter(each -> !each.startsWith("--")).map(Path::of).toList();
    if (folders.size() != 2 || !folders.stream().allMatch(Files::isDirectory)) {
      out.println("usage: GoldenComparison <before> <after> [--ignore=<regex>]... [--lines=<n>]");
      return 2;
    }
    List<Pattern> ignored =
        Arrays.stream(args)
            .filter(each -> each.startsWith(IGNORE))
            .map(each -> Pattern.compile(each.substring(IGNORE.length())))
            .toList();
    int lines =
        Arrays.stream(args)
            .filter(each -> each.startsWith(LINES))
            .mapToInt(each -> Integer.parseInt(each.substring(LINES.length())))
            .findFirst()
            .orElse(20);
    return new GoldenComparison(ignored, lines).compare(folders.get(0), folders.get(1), out);
  }

  private int compare(Path before, Path after, PrintStream out) throws IOException {
    SortedSet<String> scenarios = new TreeSet<>(scenariosIn(before));
    scenarios.addAll(scenariosIn(after));
    if (scenarios.isEmpty()) {
      out.println("nothing has been recorded in " + before + " or " + after);
      return 2;
    }
    int different = 0;
    for (String scenario : scenarios) {
      List<String> changes = changes(before.resolve(scenario), after.resolve(scenario));
      if (!changes.isEmpty()) {
        different++;
        out.println(scenario);
        changes.stream().limit(shownLines).forEach(line -> out.println("  " + line));
        if (changes.size() > shownLines) {
          out.printf("  … and %d lines more%n", changes.size() - shownLines);
        }
      }
    }
    out.printf("%d of %d scenarios differ%n", different, scenarios.size());
    return different == 0 ? 0 : 1;
  }

  private List<String> changes(Path before, Path after) throws IOException {
    if (!Files.exists(before)) {
      return List.of("only in the second recording");
    }
    if (!Files.exists(after)) {
      return List.of("only in the first recording");
    }
    List<String> oldLines = linesOf(before);
    List<String> newLines = linesOf(after);
    List<String> changes = new ArrayList<>();
    missing(oldLines, newLines).forEach(line -> changes.add("- " + line));
    missing(newLines, oldLines).forEach(line -> changes.add("+ " + line));
    // Puts a changed value next to the old one, because both lines start alike.
    changes.sort((one, other) -> one.substring(2).compareTo(other.substring(2)));
    return changes;
  }

  /**
   * Returns the lines of the first list that the second does not contain, or contains less often.
   */
  private static List<String> missing(List<String> lines, List<String> others) {
    Map<String, Integer> remaining = new HashMap<>();
    others.forEach(line -> remaining.merge(line, 1, Integer::sum));
    return lines.stream().filter(line -> remaining.merge(line, -1, Integer::sum) < 0).toList();
  }

  private List<String> linesOf(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> ignored.stream().noneMatch(each -> each.matcher(line).find()))
        .toList();
  }

  private static List<String> scenariosIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .toList();
    }
  }
}
