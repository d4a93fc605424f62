// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.steps;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays the steps of one agent in two runs side by side, so that as many as possible of the same
 * kind are together and equal ones first of all.
 */
final class StepAlignment {
  private static final int EQUAL = 8;
  private static final int NEARLY = 6;
  private static final int SAME_KIND = 3;
  private static final int MAX_CELLS = 4_000_000;

  /** Two steps, one of which may be missing. */
  record Pair(@Nullable Step a, @Nullable Step b) {}

  private StepAlignment() {}

  static List<Pair> of(List<Step> a, List<Step> b) {
    if ((long) a.size() * b.size() > MAX_CELLS) {
      return inOrder(a, b);
    }
    int[][] best = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        int together = likeness(a.get(i), b.get(j));
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1]);
        if (together > 0) {
          best[i][j] = Math.max(best[i][j], best[i + 1][j + 1] + together);
        }
      }
    }
    List<Pair> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() && j < b.size()) {
      int together = likeness(a.get(i), b.get(j));
      if (together > 0 && best[i][j] == best[i + 1][j + 1] + together) {
        pairs.add(new Pair(a.get(i++), b.get(j++)));
      } else if (best[i][j] == best[i + 1][j]) {
        pairs.add(new Pair(a.get(i++), null));
      } else {
        pairs.add(new Pair(null, b.get(j++)));
      }
    }
    for (; i < a.size(); i++) {
      pairs.add(new Pair(a.get(i), null));
    }
    for (; j < b.size(); j++) {
      pairs.add(new Pair(null, b.get(j)));
    }
    return pairs;
  }

  private static List<Pair> inOrder(List<Step> a, List<Step> b) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      pairs.add(new Pair(i < a.size() ? a.get(i) : null, i < b.size() ? b.get(i) : null));
    }
    return pairs;
  }

  private static int likeness(Step a, Step b) {
    if (!a.entry().call().equals(b.entry().call())) {
      return 0;
    }
    if (isSameRequest(a, b)) {
      return EQUAL;
    }
    return a.entry().loose().equals(b.entry().loose()) ? NEARLY : SAME_KIND;
  }

  static boolean isSameRequest(Step a, Step b) {
    return a.entry().key().equals(b.entry().key());
  }
}
