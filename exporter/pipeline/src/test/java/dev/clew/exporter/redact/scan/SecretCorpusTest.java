// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.exporter.redact.scan.Hits.Hit;
import dev.clew.exporter.redact.scan.SecretTable.Strength;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * How many secrets are found, and how often something is taken for one: over texts that are
 * generated from the table itself, and over texts without secrets. The rates are printed.
 */
class SecretCorpusTest {
  private static final long SEED = 20_270_301;
  private static final double LEAST_FOUND = 0.999;
  private static final double LEAST_OF_A_KIND = 0.99;
  private static final double MOST_FALSE = 0.01;

  private final TextScanner scanner = new TextScanner(Detector.all());
  private final SecretSamples samples = new SecretSamples(SEED);
  private final SecretTable table = SecretTable.load();

  /** Found and all, by kind. */
  private final Map<String, int[]> rates = new TreeMap<>();

  private final List<String> missed = new ArrayList<>();

  @Test
  void everyKeyOfTheTable_isFound_whateverItStandsIn() {
    for (SecretTable.Form form : table.forms()) {
      for (Map.Entry<String, UnaryOperator<String>> carrier : SecretSamples.CARRIERS.entrySet()) {
        for (int i = 0; i < 3; i++) {
          String near = form.near().isEmpty() ? "" : form.near().get(0) + ": ";
          String secret = secret(form);
          String text = near + carrier.getValue().apply(secret);
          count(form.issuer(), carrier.getKey(), text, hidden(carrier.getKey(), secret));
        }
      }
    }

    assertRates("keys by what they look like");
  }

  /** A random text of the form, but not one that a condition of the form excludes. */
  private String secret(SecretTable.Form form) {
    while (true) {
      String secret = samples.of(form.form());
      int half = secret.length() / 2;
      boolean digit = !form.digit() || Chars.anyDigit(secret, half, secret.length());
      boolean mixed = !form.mixed() || Randomness.isMixed(secret, half, secret.length());
      char last = secret.charAt(secret.length() - 1);
      boolean whole = Chars.isAlphanumeric(last) || (last == '=' && form.form().endsWith("="));
      boolean begins = Chars.isAlphanumeric(secret.charAt(0)) || form.form().charAt(0) == '_';
      if (digit && mixed && whole && begins) {
        return secret;
      }
    }
  }

  /** What must not be left: with a character that shows nothing in it, the part behind that. */
  private static String hidden(String carrier, String secret) {
    return carrier.equals("zero-width") ? secret.substring(6) : secret;
  }

  @Test
  void whateverFollowsAWordOfTheTable_isFound_howeverItIsWritten() {
    for (SecretTable.Words row : table.words()) {
      if (row.strength() == Strength.NONE) {
        continue;
      }
      for (String word : row.words()) {
        for (String name : SecretSamples.spellings(word)) {
          for (String assignment : SecretSamples.ASSIGNMENTS) {
            if (!isWritten(name, assignment)) {
              continue;
            }
            String secret = samples.alphanumeric(row.strength() == Strength.STRONG ? 10 : 24);
            String text = assignment.replace("{n}", name).replace("{v}", secret);
            count(row.strength() + " " + assignment.replace("\n", "⏎"), name, text, secret);
          }
        }
      }
    }

    assertRates("what words announce, by way of writing");
  }

  /** Phrases with an apostrophe or accents are no names. */
  private static boolean isWritten(String name, String assignment) {
    boolean plain = name.chars().allMatch(c -> c < 128 && c != '\'');
    return plain || assignment.startsWith("the ") || assignment.startsWith("{n}: ");
  }

  @Test
  void textsWithoutSecrets_stayAsTheyAre() throws IOException {
    List<String> texts = CleanTexts.all(new SecretSamples(SEED + 1), 12_000);
    List<String> touched = new ArrayList<>();
    for (String text : texts) {
      Hits hits = scanner.scan(text, text.length());
      if (hits != null) {
        Hit hit = hits.list().get(0);
        int from = Math.max(0, hit.start() - 40);
        touched.add(
            text.substring(from, hit.start()).replace("\n", "⏎")
                + "«"
                + text.substring(hit.start(), hit.end())
                + "» "
                + hit.kind().name());
      }
    }
    double rate = (double) touched.size() / texts.size();
    System.out.printf(
        Locale.ROOT,
        "False masks: %d of %d texts, %.2f %%%n",
        touched.size(),
        texts.size(),
        100 * rate);

    assertThat(texts).hasSizeGreaterThanOrEqualTo(10_000);
    assertThat(rate).as("false masks, such as %s", head(touched)).isLessThanOrEqualTo(MOST_FALSE);
  }

  private void count(String kind, String where, String text, String secret) {
    Hits hits = scanner.scan(text, text.length());
    boolean found = hits != null && covers(hits, text.indexOf(secret), secret.length());
    int[] rate = rates.computeIfAbsent(kind, k -> new int[2]);
    rate[0] += found ? 1 : 0;
    rate[1]++;
    if (!found) {
      missed.add(kind + ", " + where + ": " + text);
    }
  }

  private static boolean covers(Hits hits, int start, int length) {
    return hits.list().stream()
        .anyMatch(hit -> hit.start() <= start && hit.end() >= start + length);
  }

  private void assertRates(String title) {
    int found = rates.values().stream().mapToInt(rate -> rate[0]).sum();
    int all = rates.values().stream().mapToInt(rate -> rate[1]).sum();
    System.out.printf(
        Locale.ROOT, "Recall, %s: %d of %d, %.2f %%%n", title, found, all, 100.0 * found / all);
    rates.forEach(
        (kind, rate) -> {
          if (rate[0] < rate[1]) {
            System.out.println("  " + kind + ": " + rate[0] + " of " + rate[1]);
          }
        });

    assertThat((double) found / all)
        .as("missed: %s", head(missed))
        .isGreaterThanOrEqualTo(LEAST_FOUND);
    assertThat(rates)
        .allSatisfy(
            (kind, rate) ->
                assertThat((double) rate[0] / rate[1])
                    .as(
                        "%s: %s",
                        kind, head(missed.stream().filter(m -> m.startsWith(kind)).toList()))
                    .isGreaterThanOrEqualTo(LEAST_OF_A_KIND));
  }

  private static String head(List<String> texts) {
    return String.join("\n", texts.subList(0, Math.min(20, texts.size())));
  }
}
