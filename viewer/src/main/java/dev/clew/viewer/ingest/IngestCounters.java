// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts what has been received since the viewer started; nothing that is skipped goes uncounted.
 */
public final class IngestCounters {

  private final AtomicLong spans = new AtomicLong();
  private final AtomicLong rejectedLines = new AtomicLong();
  private final AtomicLong otlpRequests = new AtomicLong();
  private final AtomicLong otlpSpans = new AtomicLong();
  private final AtomicLong otlpRejected = new AtomicLong();
  private volatile @Nullable String lastProblem;
  private volatile long behindBytes;
  private volatile long behindSinceMillis;
  private volatile int files;

  void spans(int count) {
    spans.addAndGet(count);
  }

  void rejectedLine(String problem) {
    rejectedLines.incrementAndGet();
    lastProblem = problem;
  }

  void problem(String problem) {
    lastProblem = problem;
  }

  void behind(long bytes, long sinceMillis, int fileCount) {
    behindBytes = bytes;
    behindSinceMillis = sinceMillis;
    files = fileCount;
  }

  /** An OTLP request, answered with this many rejected spans. */
  public void otlp(int received, int rejected) {
    otlpRequests.incrementAndGet();
    otlpSpans.addAndGet(received);
    otlpRejected.addAndGet(rejected);
  }

  public Snapshot snapshot(long nowMillis) {
    long since = behindSinceMillis;
    return new Snapshot(
        spans.get(),
        rejectedLines.get(),
        otlpRequests.get(),
        otlpSpans.get(),
        otlpRejected.get(),
        behindBytes,
        since == 0 ? 0 : Math.max(0, nowMillis - since),
        files,
        lastProblem);
  }

  /**
   * All counters at one moment.
   *
   * @param spans from files
   * @param behindMillis how long ago the oldest unread bytes were seen
   */
  public record Snapshot(
      long spans,
      long rejectedLines,
      long otlpRequests,
      long otlpSpans,
      long otlpRejected,
      long behindBytes,
      long behindMillis,
      int files,
      @Nullable String lastProblem) {}
}
