// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import dev.clew.exporter.redact.scan.SecretTable.Strength;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keywords that announce secrets.
 *
 * <p>Matches whole words, including those within a name: {@code DB_PASSWORD}, {@code userApiKey2},
 * but not the {@code cell} of {@code cancelled}.
 */
final class SecretKeywords {
  private static final int LEAST_AS_ENDING = 5;
  private static final int SHORT = 5;

  /**
   * A keyword.
   *
   * @param command the options with which it accepts a secret, if it is a command
   */
  record Word(
      String text,
      int letters,
      Strength strength,
      Kind kind,
      SecretTable.@Nullable Command command) {
    Word(String text, Strength strength, Kind kind, SecretTable.@Nullable Command command) {
      this(text, letters(text), strength, kind, command);
    }

    /** Returns whether it also counts at the end of another word, as in {@code dbpassword}. */
    boolean countsAsEnding() {
      return command == null && strength.compareTo(Strength.WEAK) < 0 && letters >= LEAST_AS_ENDING;
    }

    /** Returns its length without blanks. */
    private static int letters(String text) {
      int letters = 0;
      for (int i = 0; i < text.length(); i++) {
        letters += text.charAt(i) == ' ' ? 0 : 1;
      }
      return letters;
    }

    boolean isPhrase() {
      return letters < text.length();
    }

    /** Returns its letters in reverse order. */
    private String reversed() {
      StringBuilder reversed = new StringBuilder(letters);
      for (int i = text.length() - 1; i >= 0; i--) {
        if (text.charAt(i) != ' ') {
          reversed.append(text.charAt(i));
        }
      }
      return reversed.toString();
    }
  }

  private final List<Word> words = new ArrayList<>();
  private final LetterTree forward = new LetterTree();
  private final LetterTree backward = new LetterTree();

  SecretKeywords(SecretTable table, Beginnings beginnings) {
    for (SecretTable.Words row : table.words()) {
      for (String text : row.words()) {
        add(new Word(text, row.strength(), row.kind(), null), beginnings);
      }
    }
    for (SecretTable.Command row : table.commands()) {
      for (String text : row.programs()) {
        add(new Word(text, Strength.MEDIUM, row.kind(), row), beginnings);
      }
    }
  }

  private void add(Word word, Beginnings beginnings) {
    words.add(word);
    beginnings.addWord(word.text);
    forward.add(word.text, words.size());
    if (word.countsAsEnding()) {
      backward.add(word.reversed(), words.size());
    }
  }

  /**
   * Looks for the longest keyword that starts at {@code i}.
   *
   * @return its number and, in the upper half, where it ends; 0 if there is none
   */
  long match(String text, int i, int to) {
    int node = i + 1 < to ? forward.start(text.charAt(i), text.charAt(i + 1)) : 0;
    long found = 0;
    for (int end = i + 2; node != 0; end++) {
      int word = forward.wordAt(node);
      if (word != 0
          && endsWord(text, end)
          && (end - i > SHORT || words.get(word - 1).isPhrase() || isRegular(text, i, end))) {
        found = (long) end << 32 | word;
      }
      node = end < to ? forward.next(node, text.charAt(end)) : 0;
    }
    return found;
  }

  /** Returns the keyword that {@link #match} found. */
  Word word(long match) {
    return words.get((int) match - 1);
  }

  /** Returns the keyword with which another word ends before {@code end}: {@code dbpassword}. */
  @Nullable Word endOfWord(String text, int end) {
    int node = end < 2 ? 0 : backward.start(text.charAt(end - 1), text.charAt(end - 2));
    for (int i = end - 3; i > 0 && node != 0; i--) {
      node = backward.next(node, text.charAt(i));
      int word = backward.wordAt(node);
      if (word != 0 && Chars.isLetter(text.charAt(i - 1))) {
        return words.get(word - 1);
      }
    }
    return null;
  }

  /** {@code key}, {@code Key} or {@code KEY}; Base64 also contains {@code kEy}. */
  private static boolean isRegular(String text, int start, int end) {
    boolean upper = Chars.isUpper(text.charAt(start + 1));
    for (int i = start + 1; i < end; i++) {
      if (Chars.isUpper(text.charAt(i)) != upper) {
        return false;
      }
    }
    return !upper || Chars.isUpper(text.charAt(start));
  }

  private static boolean endsWord(String text, int end) {
    char c = Chars.at(text, end);
    if (c >= 128) {
      return !Character.isLetter(c);
    }
    char before = text.charAt(end - 1);
    return !Chars.isLetter(c) || (Chars.isUpper(c) && !Chars.isUpper(before));
  }
}
