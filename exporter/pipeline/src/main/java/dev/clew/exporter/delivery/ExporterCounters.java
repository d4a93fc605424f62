// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.folder.FolderGuard.RefusedFolderException;
import dev.clew.exporter.spool.SpoolMetrics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The counters of one exporter; each record is counted once, by the code that decides its fate. */
final class ExporterCounters {
  private final AtomicLong spansExported = new AtomicLong();
  private final AtomicLong tracesExported = new AtomicLong();
  private final AtomicLong spansSpooled = new AtomicLong();
  private final AtomicLong tracesSpooled = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final Map<LossReason, AtomicLong> spansLost = zeros();
  private final Map<LossReason, AtomicLong> tracesLost = zeros();
  private volatile @Nullable String lastFailure;
  private volatile long lastSuccessMillis;
  private volatile long lastFailureMillis;

  void exported(int spans, int traces) {
    succeeded();
    spansExported.addAndGet(spans);
    tracesExported.addAndGet(traces);
  }

  /** Records that the receiver accepted something. */
  void succeeded() {
    lastSuccessMillis = System.currentTimeMillis();
  }

  void spooled(int spans, int traces) {
    spansSpooled.addAndGet(spans);
    tracesSpooled.addAndGet(traces);
  }

  void lost(LossReason reason, List<ExportRecord> records) {
    int spans = Batch.spans(records);
    lost(reason, spans, records.size() - spans);
  }

  void lost(LossReason reason, int spans, int traces) {
    add(spansLost, reason, spans);
    add(tracesLost, reason, traces);
  }

  void retried() {
    retries.incrementAndGet();
  }

  void failed(Throwable thrown) {
    failures.incrementAndGet();
    lastFailureMillis = System.currentTimeMillis();
    try {
      // An exporter's own messages are written for people; for other exceptions there is only the
      // JDK's message, which often says less than the class name.
      lastFailure =
          thrown instanceof ExportException || thrown instanceof RefusedFolderException
              ? thrown.getMessage()
              : thrown.toString();
    } catch (Throwable t) { // the exception's own toString
      lastFailure = thrown.getClass().getName();
    }
  }

  @Nullable String lastFailure() {
    return lastFailure;
  }

  /** Returns a number that grows with each record and each attempt. */
  long progress() {
    return spansExported.get()
        + tracesExported.get()
        + spansSpooled.get()
        + tracesSpooled.get()
        + failures.get();
  }

  ExporterMetrics snapshot(
      String name,
      ExporterMetrics.Breaker breaker,
      ExporterQueue queue,
      SpoolMetrics spool,
      long busyMillis) {
    return new ExporterMetrics(
        name,
        spansExported.get(),
        spansSpooled.get(),
        values(spansLost),
        tracesExported.get(),
        tracesSpooled.get(),
        values(tracesLost),
        failures.get(),
        retries.get(),
        breaker,
        queue.batches(),
        queue.bytes(),
        spool,
        lastFailure,
        lastSuccessMillis,
        lastFailureMillis,
        busyMillis);
  }

  private static Map<LossReason, AtomicLong> zeros() {
    Map<LossReason, AtomicLong> zeros = new EnumMap<>(LossReason.class);
    for (LossReason reason : LossReason.values()) {
      zeros.put(reason, new AtomicLong());
    }
    return zeros;
  }

  private static void add(Map<LossReason, AtomicLong> counts, LossReason reason, int more) {
    AtomicLong count = counts.get(reason);
    if (count == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    count.addAndGet(more);
  }

  private static Map<LossReason, Long> values(Map<LossReason, AtomicLong> counts) {
    Map<LossReason, Long> values = new EnumMap<>(LossReason.class);
    counts.forEach((reason, count) -> values.put(reason, count.get()));
    return values;
  }
}
