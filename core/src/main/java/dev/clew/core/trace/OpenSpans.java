// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The spans that have begun and not ended, so that a program that is stopped in the middle of its
 * work leaves a trace of it.
 *
 * <p>Held weakly: what nobody can end any more is not kept alive, and with it the application's
 * classes, only to be told of at exit.
 */
final class OpenSpans {
  private final Set<Entry> entries = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<RecordingSpan> dropped = new ReferenceQueue<>();

  /** Adds a span; the entry is what removes it. */
  Entry add(RecordingSpan span) {
    for (Reference<?> gone = dropped.poll(); gone != null; gone = dropped.poll()) {
      entries.remove((Entry) gone);
    }
    Entry entry = new Entry(span, dropped);
    entries.add(entry);
    return entry;
  }

  void remove(Entry entry) {
    entries.remove(entry);
  }

  /** Returns the spans, the last begun first, so that children end before their parents. */
  List<RecordingSpan> newestFirst() {
    return entries.stream()
        .map(Entry::get)
        .filter(Objects::nonNull)
        .sorted(Comparator.comparingLong(RecordingSpan::startEpochNanos).reversed())
        .toList();
  }

  /** Where a span stands in the set. */
  static final class Entry extends WeakReference<RecordingSpan> {
    private final int hash;

    Entry(RecordingSpan span, ReferenceQueue<RecordingSpan> dropped) {
      super(span, dropped);
      this.hash = span.idHash();
    }

    /** Spares the JVM the making of an identity hash; that of the span's random id is as good. */
    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }
}
