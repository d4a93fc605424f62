// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Finds keys by what they look like. Which forms are tried depends on the next two characters. */
final class KeyForms {
  /** What literals begin with that stand within a key. */
  private final boolean[] middles = new boolean[128];

  private static final KeyForm[] NO_FORMS = {};
  private final short[] listOf = new short[128 * 128];
  private final KeyForm[][] lists;

  KeyForms(List<SecretTable.Form> rows, Beginnings beginnings) {
    Map<Integer, List<KeyForm>> byPair = new TreeMap<>();
    for (SecretTable.Form row : rows) {
      for (KeyForm form : KeyForm.expand(row)) {
        for (int pair : pairs(form)) {
          byPair.computeIfAbsent(pair, p -> new ArrayList<>()).add(form);
          note(form, (char) (pair >> 7), (char) (pair & 127), beginnings);
        }
      }
    }
    Map<List<KeyForm>, Integer> numbers = new LinkedHashMap<>();
    byPair.forEach(
        (pair, list) ->
            listOf[pair] = numbers.computeIfAbsent(list, l -> numbers.size() + 1).shortValue());
    this.lists = numbers.keySet().stream().map(l -> l.toArray(NO_FORMS)).toArray(KeyForm[][]::new);
  }

  private void note(KeyForm form, char first, char second, Beginnings beginnings) {
    String anchor = form.anchor();
    if (!form.beginsWithLiteral()) {
      middles[first] = true;
    }
    if (anchor.length() > 2) {
      beginnings.add(first, second, anchor.charAt(2));
    } else if (Chars.isLetter(first)) {
      for (char third = ' '; third < 128; third++) {
        if (anchor.length() == 1 || form.endsWithLiteral() || form.mayFollow(third)) {
          beginnings.add(first, second, third);
        }
      }
    }
  }

  /** Returns the first two characters of the literal, as a number; it may be one of several. */
  private static int[] pairs(KeyForm form) {
    String anchor = form.anchor();
    int first = anchor.charAt(0) << 7;
    return anchor.length() > 1
        ? new int[] {first | anchor.charAt(1)}
        : IntStream.range(' ', 128)
            .filter(c -> form.mayFollow((char) c))
            .map(c -> first | c)
            .toArray();
  }

  /**
   * Looks for a key around what stands at {@code i}; returns where to go on, or {@code i}.
   *
   * @param begins whether a word begins there, so that it may be the beginning of a key
   */
  int find(String text, int i, int to, boolean begins, Hits hits) {
    char first = text.charAt(i);
    char second = Chars.at(text, i + 1);
    if ((first | second) >= 128 || !(begins || middles[first])) {
      return i;
    }
    int list = listOf[first << 7 | second];
    return list == 0 ? i : find(lists[list - 1], text, i, to, hits);
  }

  private static int find(KeyForm[] forms, String text, int i, int to, Hits hits) {
    int foundStart = -1;
    int foundEnd = -1;
    Kind kind = Kind.KEY;
    for (KeyForm form : forms) {
      int start = form.start(text, i, hits.lastEnd());
      int end = start < 0 ? -1 : form.end(text, start, i, to);
      if (end > foundEnd) {
        foundStart = start;
        foundEnd = end;
        kind = form.kind();
      }
    }
    if (foundEnd < 0) {
      return i;
    }
    hits.add(foundStart, foundEnd, kind);
    return foundEnd;
  }
}
