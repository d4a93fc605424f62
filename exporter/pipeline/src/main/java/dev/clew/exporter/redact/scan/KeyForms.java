// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds keys by their form. The next two characters determine which forms are tried. */
final class KeyForms {
  private static final int ASCII = 128;

  /** Indexed by the first two characters of the literal by which they are recognised. */
  private final KeyForm[] @Nullable [] forms = new KeyForm[ASCII * ASCII][];

  KeyForms(List<SecretTable.Form> rows, Beginnings beginnings) {
    for (SecretTable.Form row : rows) {
      for (KeyForm form : KeyForm.expand(row)) {
        add(form, beginnings);
      }
    }
  }

  private void add(KeyForm form, Beginnings beginnings) {
    String anchor = form.anchor();
    int first = CharacterClass.of(anchor.charAt(0));
    if (anchor.length() == 1) {
      for (char second = ' '; second < ASCII; second++) {
        if (form.mayFollow(second)) {
          add(anchor.charAt(0) * ASCII + second, form);
        }
      }
      beginnings.addAny(first, form.following());
      return;
    }
    add(anchor.charAt(0) * ASCII + anchor.charAt(1), form);
    long third =
        anchor.length() == 2 ? form.following() : 1L << CharacterClass.of(anchor.charAt(2));
    beginnings.add(first, 1L << CharacterClass.of(anchor.charAt(1)), third);
  }

  private void add(int pair, KeyForm form) {
    KeyForm[] before = forms[pair];
    KeyForm[] all = before == null ? new KeyForm[1] : Arrays.copyOf(before, before.length + 1);
    all[all.length - 1] = form;
    forms[pair] = all;
  }

  /** Looks for a key around what is at {@code i}; returns where to continue, or {@code i}. */
  int find(String text, int i, int to, Hits hits) {
    char first = text.charAt(i);
    char second = Chars.at(text, i + 1);
    KeyForm[] some = (first | second) < ASCII ? forms[first * ASCII + second] : null;
    return some == null ? i : find(some, text, i, to, hits);
  }

  private static int find(KeyForm[] forms, String text, int i, int to, Hits hits) {
    int foundStart = -1;
    int foundEnd = -1;
    Kind kind = Kind.KEY;
    char third = Chars.at(text, i + 2);
    for (KeyForm form : forms) {
      if (!form.mayContinue(third)) {
        continue;
      }
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
