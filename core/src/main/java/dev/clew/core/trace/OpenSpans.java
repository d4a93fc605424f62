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
 * The spans that have started but not ended, so that a program stopped in the middle of its work
 * leaves a trace of it.
 *
 * <p>Held weakly, so that spans nobody can end any more, and with them the application's classes,
 * are not kept alive just to be reported at exit. Every span has an entry, so the references
 * themselves are the nodes of several linked lists; the lock of each list is held for a few
 * assignments only.
 */
final class OpenSpans {
  private static final int LISTS = 16; // a power of two

  private final Entries[] lists = new Entries[LISTS];
  private final ReferenceQueue<RecordingSpan> collected = new ReferenceQueue<>();

  OpenSpans() {
    for (int i = 0; i < LISTS; i++) {
      lists[i] = new Entries();
    }
  }

  /** Adds a span; the returned entry is needed to remove it. */
  Entry add(RecordingSpan span) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      remove((Entry) gone);
    }
    Entry entry = new Entry(span, collected);
    list(entry).add(entry);
    return entry;
  }

  void remove(Entry entry) {
    list(entry).remove(entry);
  }

  private Entries list(Entry entry) {
    return lists[entry.hash & LISTS - 1];
  }

  /** Returns the spans, newest first, so that children end before their parents. */
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

  /** A span's node in its list. */
  static final class Entry extends WeakReference<RecordingSpan> {
    private final int hash;
    private @Nullable Entry newer;
    private @Nullable Entry older;
    // Written before the span is handed to the application, and never again.
    private @Nullable SpanObserver observer;
    private @Nullable Object observation;

    Entry(RecordingSpan span, ReferenceQueue<RecordingSpan> collected) {
      super(span, collected);
      this.hash = Long.hashCode(span.id());
    }

    /** Passes the start to an observer; called once, before the span is known to anybody else. */
    void start(SpanObserver observer, RecordingSpan span) {
      try {
        observation = observer.onStart(span);
        this.observer = observer;
      } catch (RuntimeException | LinkageError e) {
        // A failing observer must not cost the span.
      }
    }

    /** Passes the end to the observer of the start, if it wants it. */
    void end(RecordingSpan span) {
      SpanObserver observing = observer;
      Object started = observation;
      if (observing != null && started != null) {
        try {
          observing.onEnd(started, span);
        } catch (RuntimeException | LinkageError e) {
          // likewise
        }
      }
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

    /** Has no effect on an entry that was already removed. */
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
