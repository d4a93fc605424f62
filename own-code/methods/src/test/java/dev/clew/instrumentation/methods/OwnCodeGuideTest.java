// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.instrumentation.methods.rule.MethodRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the examples in {@code docs/own-code.md}. */
class OwnCodeGuideTest {
  private static final Path ROOT = Path.of("../..");
  private static final String GUIDE = read("docs/own-code.md");

  private static List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(GUIDE)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @Test
  void rules_areRight() {
    List<String> warnings = new ArrayList<>();
    int rules = 0;
    for (String block : blocks("")) {
      for (String line : block.lines().filter(each -> each.contains("]=")).toList()) {
        String text = line.replaceAll("^java.*-Dclew.methods=|\" -jar.*$", "");
        if (!line.startsWith("[clew]")) {
          rules += MethodRules.ofSetting("guide", text, warnings::add).size();
        }
      }
    }

    assertThat(warnings).isEmpty();
    assertThat(rules).isEqualTo(11);
  }

  @Test
  void selectors_areRight() {
    List<String> warnings = new ArrayList<>();
    List<String> selectors =
        Pattern.compile("^\\| `([^`]+\\])` \\|", Pattern.MULTILINE)
            .matcher(GUIDE)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();

    selectors.forEach(each -> MethodRules.ofSetting("guide", each + "=custom", warnings::add));

    assertThat(selectors).hasSize(5);
    assertThat(warnings).isEmpty();
  }

  @Test
  void rulesFile_isTheOneThatIsTested() {
    assertThat(GUIDE)
        .contains("```\n" + read("it-tests/src/test/apps/own-code/methods.txt") + "```");
  }

  @Test
  void annotatedMethods_areTheOnesThatAreTested() {
    String tested = read("own-code/methods/src/test/java/acme/Actions.java");

    assertThat(blocks("java").get(0).lines().filter(line -> !line.isBlank()))
        .allSatisfy(line -> assertThat(tested).contains(line.replace("{ … }", "{")));
  }

  private static String read(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
