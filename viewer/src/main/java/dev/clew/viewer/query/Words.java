// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits text into words like the full-text index: letters and digits, without case and accents.
 */
public final class Words {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{Co}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

  private Words() {}

  public static List<String> of(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    Matcher matcher = WORD.matcher(plain.toLowerCase(Locale.ROOT));
    List<String> words = new ArrayList<>();
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** True if {@code phrase} occurs in {@code words}, with its last word matched as a prefix. */
  public static boolean contain(List<String> words, List<String> phrase) {
    int last = phrase.size() - 1;
    for (int i = 0; i + last < words.size(); i++) {
      if (words.get(i + last).startsWith(phrase.get(last))
          && words.subList(i, i + last).equals(phrase.subList(0, last))) {
        return true;
      }
    }
    return false;
  }
}
