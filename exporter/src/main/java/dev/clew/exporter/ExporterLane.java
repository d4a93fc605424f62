// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportException;
import dev.clew.api.export.SpanExporter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One exporter, fenced off from the others, with its counters.
 *
 * <p>A batch is entered in the books once: by the export thread when the exporter has returned, or
 * by whoever closes the pipeline when the exporter has not returned in time.
 */
final class ExporterLane {
  private final SpanExporter exporter;
  private final String name;
  private final AtomicReference<@Nullable Batch> underWay = new AtomicReference<>();
  private final AtomicLong spansExported = new AtomicLong();
  private final AtomicLong spansLost = new AtomicLong();
  private final AtomicLong tracesExported = new AtomicLong();
  private final AtomicLong tracesLost = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable String lastFailure;

  ExporterLane(SpanExporter exporter) {
    this.exporter = exporter;
    this.name = exporter.name();
  }

  /** Takes responsibility for {@code batch}; {@link #deliver} or {@link #abandon} follows. */
  void accept(Batch batch) {
    underWay.set(batch);
  }

  /** Exports the accepted batch and returns whether all of it was delivered. */
  boolean deliver() {
    Batch batch = underWay.get();
    if (batch == null) {
      return false; // abandoned meanwhile
    }
    int lostSpans = 0;
    int lostTraces = 0;
    boolean delivered = false;
    try {
      exporter.export(batch.records());
      delivered = true;
    } catch (ExportException e) {
      fail(e);
      lostSpans = Math.min(e.lostSpans(), batch.spans());
      lostTraces = Math.min(e.lostTraces(), batch.traces());
    } catch (Throwable t) {
      fail(t);
      lostSpans = batch.spans();
      lostTraces = batch.traces();
    }
    settle(batch, lostSpans, lostTraces);
    return delivered;
  }

  /** Counts what is under way as lost: nobody waits for the exporter any longer. */
  void abandon() {
    Batch batch = underWay.get();
    if (batch != null) {
      settle(batch, batch.spans(), batch.traces());
    }
  }

  boolean flush() {
    return attempt(exporter::flush);
  }

  boolean close() {
    return attempt(exporter::close);
  }

  PipelineMetrics.Exporter metrics() {
    return new PipelineMetrics.Exporter(
        name,
        spansExported.get(),
        spansLost.get(),
        tracesExported.get(),
        tracesLost.get(),
        failures.get());
  }

  /** Returns the class and message of the last failure, or null. */
  @Nullable String lastFailure() {
    return lastFailure;
  }

  private void settle(Batch batch, int lostSpans, int lostTraces) {
    if (underWay.compareAndSet(batch, null)) {
      spansExported.addAndGet(batch.spans() - lostSpans);
      spansLost.addAndGet(lostSpans);
      tracesExported.addAndGet(batch.traces() - lostTraces);
      tracesLost.addAndGet(lostTraces);
    }
  }

  private boolean attempt(Action action) {
    try {
      action.run();
      return true;
    } catch (Throwable t) {
      fail(t);
      return false;
    }
  }

  private void fail(Throwable thrown) {
    failures.incrementAndGet();
    try {
      // What an exporter says of a part of a batch is written for people; of the rest we have
      // only what the JDK says, and its class often says more than its message.
      lastFailure = thrown instanceof ExportException ? thrown.getMessage() : thrown.toString();
    } catch (Throwable t) { // the exception's own toString
      lastFailure = thrown.getClass().getName();
    }
  }

  private interface Action {
    void run() throws Exception;
  }
}
