// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanSink;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Payload;
import dev.clew.exporter.render.SpanRenderer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The pipeline's entrance: application threads leave finished spans, one export thread renders and
 * delivers them.
 *
 * <p>The trade: memory is bounded and application threads never wait, so when exporters cannot keep
 * up, content is lost first (beyond the bytes) and spans next (beyond the records), the newest
 * first. Every loss is counted by reason.
 *
 * <p>The thread starts with the first span. Nothing here registers a shutdown hook: that is for the
 * owner.
 */
public final class BatchSpanSink implements SpanSink {
  /** Besides its payload, what a waiting span keeps alive: itself, its attributes, its error. */
  private static final long SPAN_BYTES = 512;

  private final BatchSettings settings;
  private final SpanQueue queue;
  private final List<ExporterLane> lanes;
  private final Counters counters = new Counters();
  private final DropReport report;
  private final Idle idle;
  private final ThreadFactory threads;
  private final ExportWorker worker;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Creates a pipeline that has no thread yet.
   *
   * @param log takes a line about losses, on the export thread, at most once a minute and once at
   *     closing
   */
  public BatchSpanSink(
      BatchSettings settings,
      SpanRenderer renderer,
      List<SpanExporter> exporters,
      Consumer<String> log) {
    this(
        settings,
        renderer,
        exporters,
        log,
        BatchSpanSink::newThread,
        new Idle.Parking(),
        System::nanoTime);
  }

  BatchSpanSink(
      BatchSettings settings,
      SpanRenderer renderer,
      List<SpanExporter> exporters,
      Consumer<String> log,
      ThreadFactory threads,
      Idle idle,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.queue = new SpanQueue(settings.maxQueueRecords(), settings.maxQueueBytes());
    this.lanes = exporters.stream().map(ExporterLane::new).toList();
    this.report = new DropReport(log, nanoTime, lanes, counters.snapshot(0, lanes));
    this.idle = idle;
    this.threads = threads;
    this.worker = new ExportWorker(settings, queue, renderer, lanes, counters, report, idle);
  }

  @Override
  public void onSpanEnd(FinishedSpan span) {
    counters.spanEnded();
    try {
      if (closing.get()) {
        counters.spanDropped(DropReason.CLOSED);
      } else {
        offer(waiting(span));
      }
    } catch (Throwable t) { // a foreign FinishedSpan that throws; the application must not notice
      counters.spanDropped(DropReason.UNREADABLE);
    }
  }

  @Override
  public void onTraceEnd(TraceRecord trace) {
    counters.traceEnded();
    if (closing.get() || !queue.offer(new SpanQueue.WaitingTrace(trace))) {
      counters.traceDropped();
    } else {
      afterOffer();
    }
  }

  /**
   * Delivers what waits now, and returns whether all of it was delivered within the time.
   *
   * <p>To be called from any thread but the export thread.
   */
  public boolean forceFlush(Duration timeout) {
    if (!started.get() || closed) {
      return queue.size() == 0;
    }
    try {
      return worker.flush().get(nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /**
   * Delivers what waits and closes the exporters; what is not delivered within the time is dropped
   * and counted. Returns whether all was done in time. Later calls do nothing.
   */
  public boolean close(Duration timeout) {
    if (!closing.compareAndSet(false, true)) {
      return closed;
    }
    boolean inTime = false;
    try {
      if (queue.size() > 0) {
        start(); // in case no thread could be had so far
      }
      if (started.compareAndSet(false, true)) {
        lanes.forEach(ExporterLane::close); // never used, so there is nothing to wait for
        inTime = true;
      } else {
        inTime = worker.stop(nanos(timeout));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!inTime) {
      worker.abandon();
    }
    closed = true;
    dropRest();
    try {
      report.updateNow(metrics());
    } catch (RuntimeException e) {
      // a log that throws must not keep the owner from closing the rest
    }
    return inTime;
  }

  /** Returns what happened so far. */
  public PipelineMetrics metrics() {
    return counters.snapshot(queue.size(), lanes);
  }

  private void offer(SpanQueue.WaitingSpan waiting) {
    if (queue.offer(waiting)) {
      if (waiting.span() instanceof ContentlessSpan lost) {
        counters.contentLost(lost.reason());
      }
    } else {
      queue.releaseBytes(waiting.bytes());
      counters.spanDropped(DropReason.QUEUE_FULL);
    }
    afterOffer();
  }

  private SpanQueue.WaitingSpan waiting(FinishedSpan span) {
    long bytes;
    try {
      bytes = bytes(span);
    } catch (Throwable t) {
      return contentless(span, ContentLoss.SIZE_UNKNOWN);
    }
    return queue.reserveBytes(bytes)
        ? new SpanQueue.WaitingSpan(span, bytes)
        : contentless(span, ContentLoss.QUEUE_BYTES);
  }

  private static SpanQueue.WaitingSpan contentless(FinishedSpan span, ContentLoss reason) {
    return new SpanQueue.WaitingSpan(ContentlessSpan.of(span, reason), 0);
  }

  private static long bytes(FinishedSpan span) {
    long bytes = plus(SPAN_BYTES, span.payload().retainedBytes());
    for (Payload enrichment : span.enrichments()) {
      bytes = plus(bytes, enrichment.retainedBytes());
    }
    return bytes;
  }

  private static long plus(long bytes, long more) {
    long room = Long.MAX_VALUE - bytes;
    return more >= room ? Long.MAX_VALUE : bytes + Math.max(0, more);
  }

  private void afterOffer() {
    start();
    if (queue.size() >= settings.earlyTrigger()) {
      idle.wake();
    }
    if (closed) {
      dropRest(); // came in between the look at closing and the last sweep
    }
  }

  private void start() {
    if (started.get() || !started.compareAndSet(false, true)) {
      return;
    }
    try {
      threads.newThread(worker).start();
    } catch (Throwable t) { // no more threads: the next span tries again
      started.set(false);
    }
  }

  private void dropRest() {
    for (SpanQueue.Item item = queue.poll(); item != null; item = queue.poll()) {
      counters.dropped(item, DropReason.UNDELIVERED);
    }
  }

  /** Saturates where {@link Duration#toNanos} would throw. */
  private static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  /** Inherits nothing from the application thread that happens to end the first span. */
  private static Thread newThread(Runnable worker) {
    Thread thread = new Thread(null, worker, "clew-export", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(BatchSpanSink.class.getClassLoader());
    return thread;
  }
}
