// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.trace.SpanType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which open spans get a line: roots and agents soon, so that a run is visible, other spans
 * once they take long, and spans about which more is known than before.
 *
 * <p>For one thread. Remembers at most {@value #MAX_REMEMBERED} spans, by id; open spans beyond
 * that have no line before they end.
 */
final class OpenSpanSelection {
  private static final int MAX_REMEMBERED = 1_000;

  /** Most runs on a busy server end before that; their end is soon enough. */
  private static final long SOON_NANOS = 200_000_000L;

  private static final long LONG_NANOS = 1_000_000_000L;
  private static final long AGAIN_NANOS = 5_000_000_000L;

  private final Map<String, Written> written = new HashMap<>();

  /** What was known about a span when its last line was written. */
  private record Written(long epochNanos, int known) {}

  /**
   * Returns those of {@code open} that need a line now.
   *
   * @param open all open spans, the oldest first
   * @param now nanoseconds since 1970
   * @param limit the maximum number of spans to return
   */
  List<FinishedSpan> due(List<FinishedSpan> open, long now, int limit) {
    forgetEnded(open);
    List<FinishedSpan> due = new ArrayList<>();
    for (FinishedSpan span : open) {
      if (due.size() == limit) {
        break;
      }
      if (isDue(span, written.get(span.spanId()), now)) {
        due.add(span);
      }
    }
    return due;
  }

  /** Records that a line of {@code span} was written. */
  void written(FinishedSpan span, long now) {
    written.put(span.spanId(), new Written(now, known(span)));
  }

  private boolean isDue(FinishedSpan span, @Nullable Written before, long now) {
    if (before != null) {
      return now - before.epochNanos() >= AGAIN_NANOS && known(span) != before.known();
    }
    boolean soon = span.parentId() == null || span.type() == SpanType.AGENT;
    long age = now - span.startEpochNanos();
    return age >= (soon ? SOON_NANOS : LONG_NANOS) && written.size() < MAX_REMEMBERED;
  }

  /** Returns a number that changes when something is added to the span. */
  private static int known(FinishedSpan span) {
    int groups = span.groupId() == null ? 0 : 1;
    int chunks = span.firstChunkEpochNanos() == null ? 0 : 1;
    return span.attributes().size() + span.events().size() + groups + chunks;
  }

  private void forgetEnded(List<FinishedSpan> open) {
    if (!written.isEmpty()) {
      Set<String> ids = new HashSet<>();
      open.forEach(span -> ids.add(span.spanId()));
      written.keySet().retainAll(ids);
    }
  }
}
