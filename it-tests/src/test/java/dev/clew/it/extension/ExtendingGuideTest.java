// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.clew.it.harness.BuildOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that {@code docs/extending.md} shows the code of the example. */
class ExtendingGuideTest {
  private static final Path DOCS = BuildOutput.root().resolve("docs");
  private static final String GUIDE = read(DOCS.resolve("extending.md"));

  private static final Pattern CODE = Pattern.compile("```(?:java|xml)\n(.*?)```", Pattern.DOTALL);

  /** A link to a file, the rest of its line, and the following code block. */
  private static final Pattern QUOTED =
      Pattern.compile("\\]\\(([^)]+)\\)[^\n]*\n\n```(?:java|xml)\n(.*?)```", Pattern.DOTALL);

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");

  static Stream<Arguments> quotations() {
    return QUOTED
        .matcher(GUIDE)
        .results()
        .map(found -> arguments(DOCS.resolve(found.group(1)).normalize(), found.group(2)));
  }

  static Stream<String> links() {
    return LINK.matcher(GUIDE).results().map(found -> found.group(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quotations")
  void code_inTheGuide_isThatOfTheFileItCites(Path file, String code) {
    assertThat(read(file)).contains(code);
  }

  @Test
  void code_inTheGuide_alwaysCitesAFile() {
    Stream<MatchResult> blocks = CODE.matcher(GUIDE).results();

    assertThat(quotations().map(quotation -> quotation.get()[1]))
        .isNotEmpty()
        .containsExactlyElementsOf(blocks.<Object>map(block -> block.group(1)).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("links")
  void links_inTheGuide_leadSomewhere(String link) {
    assertThat(DOCS.resolve(link)).exists();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
