// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Places in one text, in order and without overlaps. */
public final class Hits {
  /** From {@code start}, inclusive, to {@code end}, exclusive. */
  public record Hit(int start, int end, Kind kind) {}

  private static final int LEAST_REPEATED = 10;
  private static final int MAX_REPEATED = 4_096;
  private static final int MAX_REPEATS = 16;

  private final List<Hit> hits = new ArrayList<>(0);

  /** What lies ahead: between a word and its secret something else may be found. */
  private final List<Hit> ahead = new ArrayList<>(0);

  private int nextAhead = Integer.MAX_VALUE;

  /** Adds a place that does not begin before the former ends. */
  void add(int start, int end, Kind kind) {
    hits.add(new Hit(start, end, kind));
  }

  /** Adds a place that lies further on in the text than the search is. */
  void addAhead(Hit hit) {
    ahead.add(hit);
    nextAhead = Math.min(nextAhead, hit.start());
  }

  /** Returns where the next place begins that is known already. */
  int nextAhead() {
    return nextAhead;
  }

  /**
   * Adds what was known to begin at {@code i} or before, for the search may have come past its
   * beginning; returns where to go on.
   */
  int take(int i) {
    int lowest = lastEnd();
    Hit longest = new Hit(lowest, lowest, Kind.KEY);
    nextAhead = Integer.MAX_VALUE;
    for (int k = ahead.size() - 1; k >= 0; k--) {
      Hit hit = ahead.get(k);
      if (hit.start() > i) {
        nextAhead = Math.min(nextAhead, hit.start());
        continue;
      }
      longest = hit.end() >= longest.end() ? hit : longest; // of equal ones the first
      ahead.remove(k);
    }
    int start = Math.max(lowest, longest.start());
    if (longest.end() > start) {
      add(start, longest.end(), longest.kind());
    }
    return Math.max(i, longest.end());
  }

  /**
   * Adds the other places of what was found behind a word: who repeats a secret does not repeat
   * what it is.
   */
  Hits withRepeats(String text, int to) {
    List<Hit> repeats = new ArrayList<>(0);
    Set<String> seen = new HashSet<>();
    for (Hit hit : hits) {
      int length = hit.end() - hit.start();
      boolean distinctive =
          hit.kind().secret()
              && length >= LEAST_REPEATED
              && length <= MAX_REPEATED
              && Randomness.hasLettersAndDigits(text, hit.start(), hit.end());
      if (!distinctive || seen.size() >= MAX_REPEATS) {
        continue;
      }
      String secret = text.substring(hit.start(), hit.end());
      if (seen.add(secret)) {
        for (int i = text.indexOf(secret); i >= 0 && i + length <= to; ) {
          repeats.add(new Hit(i, i + length, hit.kind()));
          i = text.indexOf(secret, i + length);
        }
      }
    }
    return seen.size() == repeats.size() ? this : and(repeats);
  }

  boolean isEmpty() {
    return hits.isEmpty();
  }

  int lastEnd() {
    return hits.isEmpty() ? 0 : hits.get(hits.size() - 1).end();
  }

  /** Returns the places in order. */
  public List<Hit> list() {
    return hits;
  }

  /** Returns these and {@code others} in order; where two overlap, the earlier takes in both. */
  public Hits and(List<Hit> others) {
    List<Hit> all = new ArrayList<>(hits);
    all.addAll(others);
    all.sort(
        Comparator.comparingInt(Hit::start).thenComparing(Hit::end, Comparator.reverseOrder()));
    Hits merged = new Hits();
    for (Hit hit : all) {
      int last = merged.hits.size() - 1;
      Hit before = last < 0 ? null : merged.hits.get(last);
      if (before == null || hit.start() >= before.end()) {
        merged.hits.add(hit);
      } else if (hit.end() > before.end()) {
        merged.hits.set(last, new Hit(before.start(), hit.end(), before.kind()));
      }
    }
    return merged;
  }
}
