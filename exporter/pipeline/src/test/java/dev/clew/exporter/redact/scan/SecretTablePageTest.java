// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.redact.scan.SecretTable.Command;
import dev.clew.exporter.redact.scan.SecretTable.Form;
import dev.clew.exporter.redact.scan.SecretTable.Strength;
import dev.clew.exporter.redact.scan.SecretTable.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Keeps the lists of {@code docs/privacy.md} true; with {@code -Dclew.docs.write=true} it writes
 * them.
 */
class SecretTablePageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../../docs/privacy.md");
  private static final String BEGIN = "<!-- generated from secrets.txt -->\n";
  private static final String END = "<!-- end of what is generated -->\n";

  @Test
  void page_listsWhatTheTableSays() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    assertThat(begin).as("the mark of the generated part in %s", PAGE).isPositive();
    String expected = page.substring(0, begin) + BEGIN + markdown() + page.substring(end);
    if (Boolean.getBoolean("clew.docs.write")) {
      Files.writeString(PAGE, expected);
      page = expected;
    }

    assertThat(page)
        .as(
            "docs/privacy.md; to write it anew: mvn -pl exporter/pipeline test"
                + " -Dtest=SecretTablePageTest -Dclew.docs.write=true")
        .isEqualTo(expected);
  }

  @Test
  void tableWithALineThatCannotBeRead_namesTheLine() {
    assertThat(problem("key | Acme | acme_[a-z{3} |")).contains("'acme_[a-z{3}' of Acme");
    assertThat(problem("secret | Acme | acme_[a-z]{3} |")).contains("not key, token, password");
    assertThat(problem("word | huge | key | acme key")).contains("HUGE");
  }

  private static String problem(String line) {
    try {
      SecretTable table = SecretTable.read(line);
      new KeyForms(table.forms(), new Beginnings());
      return "";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static String markdown() {
    SecretTable table = SecretTable.load();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("### Keys and tokens by what they look like");
    lines.add("");
    lines.add("| issuer | form | found if |");
    lines.add("|---|---|---|");
    for (Form form : table.forms()) {
      lines.add("| " + form.issuer() + " | " + code(form.form()) + " | " + condition(form) + " |");
    }
    lines.add("");
    lines.add("### Words that announce a secret");
    lines.add("");
    for (Strength strength : Strength.values()) {
      lines.add("**" + strength.name().toLowerCase(Locale.ROOT) + "**: " + words(table, strength));
      lines.add("");
    }
    lines.add("**not if the name goes on with**: " + String.join(", ", table.suffixes()));
    lines.add("");
    lines.add("### Commands with a password among their options");
    lines.add("");
    lines.add("| commands | options |");
    lines.add("|---|---|");
    for (Command command : table.commands()) {
      List<String> options = command.options().stream().map(SecretTablePageTest::option).toList();
      lines.add(
          "| " + String.join(", ", command.programs()) + " | " + String.join(", ", options) + " |");
    }
    lines.add("");
    return String.join("\n", lines);
  }

  private static String condition(Form form) {
    List<String> conditions = new ArrayList<>();
    if (form.digit()) {
      conditions.add("it has a digit");
    }
    if (form.mixed()) {
      conditions.add("it looks random");
    }
    if (!form.near().isEmpty()) {
      conditions.add("behind " + String.join(", ", form.near()));
    }
    return String.join(", ", conditions);
  }

  private static String words(SecretTable table, Strength strength) {
    List<String> words = new ArrayList<>();
    for (Words row : table.words()) {
      if (row.strength() == strength) {
        words.addAll(row.words());
      }
    }
    return String.join(", ", words);
  }

  private static String option(String option) {
    return code(option.endsWith("+") ? option.substring(0, option.length() - 1) + "…" : option);
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
