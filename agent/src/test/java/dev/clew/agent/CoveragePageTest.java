// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the coverage tables of the README and of {@code docs/coverage.md} true; with {@code
 * -Dclew.docs.write=true} it writes them.
 */
class CoveragePageTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/coverage.md");
  private static final Path README = ROOT.resolve("README.md");
  private static final String BEGIN = "<!-- coverage: written by CoveragePageTest -->\n";
  private static final String END = "<!-- end of coverage -->\n";
  private static final List<String> CELLS =
      List.of("sync", "async", "stream", "errors", "cancel", "usage", "tools", "context");

  /** A library in a {@code coverage.txt}: per cell a test, or a dash and the reason for none. */
  private record Covered(String library, Path module, Map<String, String> cells) {}

  @Test
  void everyInstrumentation_namesATestOrAReasonPerCell() throws IOException {
    List<Covered> covered = covered();

    assertThat(covered)
        .extracting(each -> each.module().getFileName().toString())
        .containsAll(modules().stream().map(each -> each.getFileName().toString()).toList());
    assertThat(covered)
        .allSatisfy(
            each ->
                assertThat(each.cells().keySet())
                    .as(each.library())
                    .containsExactlyElementsOf(CELLS));
  }

  @Test
  void everyTestThatIsNamed_exists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Covered each : covered()) {
      for (String test : each.cells().values()) {
        if (isTest(test) && !exists(each.module(), test)) {
          missing.add(each.library() + ": " + test);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void page_isWhatTheCoverageListsSay() throws IOException {
    String expected = page(covered());
    if (Boolean.getBoolean("clew.docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as("docs/coverage.md; mvn test -pl agent -am -Dclew.docs.write=true writes it")
        .isEqualTo(expected);
  }

  @Test
  void readme_hasTheTable() throws IOException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    String expected = table(covered());
    if (Boolean.getBoolean("clew.docs.write")) {
      Files.writeString(README, readme.substring(0, begin) + expected + readme.substring(end));
    } else {
      assertThat(readme.substring(begin, end))
          .as("the README; mvn test -pl agent -am -Dclew.docs.write=true writes it")
          .isEqualTo(expected);
    }
  }

  private static String page(List<Covered> covered) {
    StringBuilder page =
        new StringBuilder(
            """
            # Coverage

            What the tests show of each library that calls models or tools, from the `coverage.txt` of each module. The build checks that every test exists. “async” means futures or subscriptions, “stream” an answer that arrives in pieces, “cancel” a call that is closed early or cancelled, “context” that the spans of a run form one tree.

            """);
    page.append(table(covered));
    for (Covered each : covered) {
      page.append("\n## ").append(each.library()).append("\n\n");
      each.cells()
          .forEach(
              (cell, test) ->
                  page.append("- ")
                      .append(cell)
                      .append(": ")
                      .append(isTest(test) ? "`" + test + "`" : "none, because " + reason(test))
                      .append('\n'));
    }
    return page.toString();
  }

  private static String table(List<Covered> covered) {
    return "| library | %s |\n|---|%s\n%s"
        .formatted(
            String.join(" | ", CELLS),
            "---|".repeat(CELLS.size()),
            covered.stream().map(CoveragePageTest::row).collect(Collectors.joining()));
  }

  private static String row(Covered covered) {
    return "| %s | %s |\n"
        .formatted(
            covered.library(),
            covered.cells().values().stream()
                .map(test -> isTest(test) ? "yes" : "–")
                .collect(Collectors.joining(" | ")));
  }

  private static boolean isTest(String test) {
    return !test.startsWith("-");
  }

  private static String reason(String test) {
    return test.substring(1).trim();
  }

  private static boolean exists(Path module, String test) throws IOException {
    String type = test.substring(0, test.indexOf('.'));
    String method = test.substring(test.indexOf('.') + 1);
    Pattern declared = Pattern.compile("\\bvoid " + Pattern.quote(method) + "\\(");
    for (Path folder : List.of(module, ROOT.resolve("it-tests"))) {
      Optional<Path> source;
      try (Stream<Path> files = Files.walk(folder.resolve("src/test/java"))) {
        source = files.filter(file -> file.endsWith(type + ".java")).findFirst();
      }
      if (source.isPresent() && declared.matcher(Files.readString(source.get())).find()) {
        return true;
      }
    }
    return false;
  }

  private static List<Covered> covered() throws IOException {
    List<Covered> covered = new ArrayList<>();
    for (Path module : modules()) {
      Path list = module.resolve("coverage.txt");
      if (!Files.exists(list)) {
        continue;
      }
      for (String each : Files.readAllLines(list)) {
        String line = each.trim();
        if (line.startsWith("[")) {
          String library = line.substring(1, line.length() - 1);
          covered.add(new Covered(library, module, new LinkedHashMap<>()));
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          String[] cellAndTest = line.split("\\s+", 2);
          covered.get(covered.size() - 1).cells().put(cellAndTest[0], cellAndTest[1]);
        }
      }
    }
    return covered;
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("instrumentation-"))
          .filter(folder -> !folder.endsWith("instrumentation-spring-ai-http")) // the tape alone
          .sorted()
          .toList();
    }
  }
}
