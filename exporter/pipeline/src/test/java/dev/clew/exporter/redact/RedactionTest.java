// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.redact.scan.Action;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final List<String> problems = new ArrayList<>();
  private final RuleReader reader = new RuleReader(problems::add);

  @TempDir Path folder;

  @Test
  void hash_isTheSameForEqualValues_andAnotherWithAnotherSalt() {
    String text = "a@b.de, c@d.de, a@b.de";
    String first = redacted(reader.action(Action.HASH).salt("x"), text);
    String again = redacted(reader.action(Action.HASH).salt("x"), text);
    String salted = redacted(reader.action(Action.HASH).salt("y"), text);

    assertThat(first).isEqualTo(again).matches("(\\[email [0-9a-f]{10}], ?){2}\\[email .*]");
    assertThat(first.substring(0, 18)).isEqualTo(first.substring(first.length() - 18));
    assertThat(salted).isNotEqualTo(first);
  }

  @Test
  void hash_ofASecret_isNeverShown() {
    assertThat(redacted(reader.action(Action.HASH), "password=hunter2"))
        .isEqualTo("password=[redacted password]");
  }

  @Test
  void drop_leavesNothing() {
    assertThat(redacted(reader.action(Action.DROP), "to a@b.de!")).isEqualTo("to !");
  }

  @Test
  void ownPatterns_findWhatTheyDescribe_eachWithItsAction() {
    reader.patterns("p", "booking=\\bBK-\\d{6};;staff number:drop=EMP[0-9]{2,4}");

    assertThat(redacted(reader, "BK-123456 by EMP0815, a@b.de"))
        .isEqualTo("[redacted booking] by , [redacted email]");
    assertThat(problems).isEmpty();
  }

  @Test
  void ownPattern_thatWouldBacktrackForever_isLinear() {
    reader.patterns("p", "evil=(a+)+b");
    String text = "a".repeat(100_000);

    String kept =
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> redacted(reader, text));

    assertThat(kept).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken=(", "look=(?=ahead)", "no name", "empty=x*", "a:burn=x"})
  void ownPattern_thatCannotBeUsed_getsOneLine_andTheOthersApply(String bad) {
    reader.patterns("clew.redact.patterns", bad + ";;good=g+");

    assertThat(redacted(reader, "ggg")).isEqualTo("[redacted good]");
    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("clew.redact.patterns: the rule '" + bad + "' ");
  }

  @Test
  void file_addsItsRules_andNamesTheLineThatIsWrong() throws IOException {
    Path file = folder.resolve("rules");
    Files.writeString(file, "# ours\npattern booking=BK-\\d+\nnonsense\npath $..ssn:drop\n");

    assertThat(redacted(reader.file(file), "BK-1")).isEqualTo("[redacted booking]");
    assertThat(reader.rules().paths()).hasSize(1);
    assertThat(problems).singleElement().asString().contains(file + ":3", "'nonsense'");
  }

  @Test
  void file_thatIsNotThere_getsOneLine() {
    reader.file(folder.resolve("none"));

    assertThat(problems).singleElement().asString().startsWith("clew.redact.file=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$.a.b", "$..b", "$.*.b", "$['a'].b", "$..a.b", "$.a['b']", "$.a.*", "$..*"})
  void path_matchesTheFieldBInA(String path) {
    JsonPosition position = new JsonPosition();
    position.enter("a");
    position.enter("b");

    assertThat(new JsonPath(path).matches(position)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "$.b", "$.a", "$.a.b.c", "$.a[0]", "$..c", "$['a b']"})
  void path_toSomethingElse_doesNotMatchTheFieldBInA(String path) {
    JsonPosition position = new JsonPosition();
    position.enter("a");
    position.enter("b");

    assertThat(new JsonPath(path).matches(position)).isFalse();
  }

  @Test
  void cut_throughASecret_leavesNoHeadOfIt() {
    String secret = "sk-proj-abcDEF1234567890abcDEF1234567890";
    String text = "x".repeat(90) + " " + secret + " tail";

    for (int keep = 91; keep < 140; keep++) {
      String kept = redaction(reader).text(text, keep);

      assertThat(kept).doesNotContain("abcDEF").doesNotContain("sk-");
    }
  }

  @Test
  void hugeText_isLookedAtOnlyAsFarAsItIsKept() {
    String text = ("4111 1111 1111 1111 a@b.de " + "word ".repeat(20)).repeat(50_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 100; i++) {
            redaction(reader).text(text, 1_000);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "1 ",
        "1-",
        ":",
        "=\"",
        "-----BEGIN ",
        "://",
        "a@b.",
        "+1 ",
        "(555) ",
        "eyJ",
        "token=",
        "\\\"",
        "DE8"
      })
  void text_madeToBeSlow_isNot(String piece) {
    String text = piece.repeat(100_000 / piece.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> redaction(reader).text(text, text.length()));
  }

  private static Redaction redaction(RuleReader reader) {
    return new Redaction(new Redactor(reader.rules()));
  }

  private static String redacted(RuleReader reader, String text) {
    return redaction(reader).text(text, text.length());
  }
}
