// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Matches in one text, in order and without overlaps. */
public final class Hits {
  /** From {@code start}, inclusive, to {@code end}, exclusive. */
  public record Hit(int start, int end, Kind kind) {}

  private static final int LEAST_REPEATED = 10;
  private static final int MAX_REPEATED = 4_096;
  private static final int MAX_REPEATS = 16;

  private final List<Hit> hits = new ArrayList<>(0);

  /** Matches further ahead: between a word and its secret there may be other matches. */
  private final List<Hit> ahead = new ArrayList<>(0);

  private int nextAhead = Integer.MAX_VALUE;

  /** Adds a match that does not start before the previous one ends. */
  void add(int start, int end, Kind kind) {
    hits.add(new Hit(start, end, kind));
  }

  /** Adds a match that lies ahead of the current position. */
  void addAhead(Hit hit) {
    ahead.add(hit);
    nextAhead = Math.min(nextAhead, hit.start());
  }

  /** Returns where the next known match starts. */
  int nextAhead() {
    return nextAhead;
  }

  /**
   * Adds the matches known to start at or before {@code i}, since the search may already be past
   * them; returns where to continue.
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
   * Adds the other occurrences of values found after a keyword: repetitions usually come without
   * the keyword.
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

  /** Returns the matches in order. */
  public List<Hit> list() {
    return hits;
  }

  /** Returns these and {@code others} in order; of two that overlap, the earlier is extended. */
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
