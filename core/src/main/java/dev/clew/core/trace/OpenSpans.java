// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans that have begun and not ended, so that a program that is stopped in the middle of its
 * work leaves a trace of it.
 *
 * <p>Held weakly: what nobody can end any more is not kept alive, and with it the application's
 * classes, only to be told of at exit. In several lists whose links are the references themselves,
 * because there is one to every span; the lock of each is held for a few assignments.
 */
final class OpenSpans {
  private static final int LISTS = 16; // a power of two

  private final Entries[] lists = new Entries[LISTS];
  private final ReferenceQueue<RecordingSpan> dropped = new ReferenceQueue<>();

  OpenSpans() {
    for (int i = 0; i < LISTS; i++) {
      lists[i] = new Entries();
    }
  }

  /** Adds a span; the entry is what removes it. */
  Entry add(RecordingSpan span) {
    for (Reference<?> gone = dropped.poll(); gone != null; gone = dropped.poll()) {
      remove((Entry) gone);
    }
    Entry entry = new Entry(span, dropped);
    list(entry).add(entry);
    return entry;
  }

  void remove(Entry entry) {
    list(entry).remove(entry);
  }

  private Entries list(Entry entry) {
    return lists[entry.hash & LISTS - 1];
  }

  /** Returns the spans, the last begun first, so that children end before their parents. */
  List<RecordingSpan> newestFirst() {
    List<RecordingSpan> spans = new ArrayList<>();
    for (Entries list : lists) {
      list.addTo(spans);
    }
    spans.sort(Comparator.comparingLong(RecordingSpan::startEpochNanos).reversed());
    return spans;
  }

  /**
   * Returns the spans that have been open longest, in order of their start.
   *
   * @param limit how many are returned at most, about the same number from each list; bounds how
   *     long a list is locked
   */
  List<RecordingSpan> oldestFirst(int limit) {
    List<RecordingSpan> spans = new ArrayList<>();
    for (Entries list : lists) {
      list.addOldestTo(spans, Math.max(1, limit / LISTS));
    }
    spans.sort(Comparator.comparingLong(RecordingSpan::startEpochNanos));
    return spans;
  }

  /** Where a span stands in its list. */
  static final class Entry extends WeakReference<RecordingSpan> {
    private final int hash;
    private @Nullable Entry newer;
    private @Nullable Entry older;

    Entry(RecordingSpan span, ReferenceQueue<RecordingSpan> dropped) {
      super(span, dropped);
      this.hash = span.idHash();
    }
  }

  private static final class Entries {
    private @Nullable Entry newest;
    private @Nullable Entry oldest;

    synchronized void add(Entry entry) {
      Entry before = newest;
      entry.older = before;
      if (before != null) {
        before.newer = entry;
      } else {
        oldest = entry;
      }
      newest = entry;
    }

    /** Has no effect on what has been removed before. */
    synchronized void remove(Entry entry) {
      Entry newer = entry.newer;
      Entry older = entry.older;
      if (newer != null) {
        newer.older = older;
      } else if (newest == entry) {
        newest = older;
      }
      if (older != null) {
        older.newer = newer;
      } else if (oldest == entry) {
        oldest = newer;
      }
      entry.newer = null;
      entry.older = null;
    }

    synchronized void addOldestTo(List<RecordingSpan> spans, int limit) {
      int left = limit;
      for (Entry entry = oldest; entry != null && left > 0; entry = entry.newer) {
        RecordingSpan span = entry.get();
        if (span != null) {
          spans.add(span);
          left--;
        }
      }
    }

    synchronized void addTo(List<RecordingSpan> spans) {
      for (Entry entry = newest; entry != null; entry = entry.older) {
        RecordingSpan span = entry.get();
        if (span != null) {
          spans.add(span);
        }
      }
    }
  }
}
