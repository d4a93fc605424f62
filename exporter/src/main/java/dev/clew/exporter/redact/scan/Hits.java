// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.redact.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places in one text, in order and without overlaps. */
public final class Hits {
  /** From {@code start}, inclusive, to {@code end}, exclusive. */
  public record Hit(int start, int end, Kind kind) {}

  private final List<Hit> hits = new ArrayList<>(0);

  /** Adds a place that does not begin before the former ends. */
  void add(int start, int end, Kind kind) {
    hits.add(new Hit(start, end, kind));
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
