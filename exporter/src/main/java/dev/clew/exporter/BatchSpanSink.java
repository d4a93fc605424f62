// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanSink;
import dev.clew.api.export.TraceRecord;
import dev.clew.api.trace.Payload;
import dev.clew.exporter.delivery.ExporterLane;
import dev.clew.exporter.delivery.LaneSpec;
import dev.clew.exporter.delivery.LaneThreads;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.Sampler;
import dev.clew.exporter.sampling.SamplingMetrics;
import dev.clew.exporter.sampling.SamplingSettings;
import dev.clew.exporter.span.ContentlessSpan;
import dev.clew.exporter.thread.Crew;
import dev.clew.exporter.thread.OwnThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline's entrance: application threads leave finished spans, the export thread renders them
 * and hands them to the exporters, each on a thread of its own.
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

  /**
   * How many may help to render a burst. With two, three threads of Clew's stand against however
   * many the application has that make spans; on few processors fewer get too small a share.
   */
  private static final int HELPERS = 2;

  private final BatchSettings settings;
  private final SpanQueue queue;
  private final Lanes lanes;
  private final List<ExporterLane> exporters;
  private final @Nullable Sampler sampler;
  private final ProcessorChain processors;
  private final @Nullable RecordObserver observer;
  private final Counters counters = new Counters();
  private final DropReport report;
  private final Idle idle;
  private final ThreadFactory threads;
  private final LongSupplier nanoTime;
  private final ExportWorker worker;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Creates a pipeline that has no thread yet.
   *
   * @param log takes a line about losses and receivers that are away, on a thread of the pipeline;
   *     about losses at most once a minute and once at closing
   */
  public BatchSpanSink(PipelineSpec spec, Consumer<String> log) {
    this(
        spec,
        log,
        worker -> newThread(worker, "clew-export"),
        new Idle.Parking(),
        System::nanoTime);
  }

  /** Creates a pipeline to exporters that exist, without processors and sampling. */
  public BatchSpanSink(
      BatchSettings settings,
      SpanRenderer renderer,
      List<SpanExporter> exporters,
      Consumer<String> log) {
    this(spec(settings, renderer, exporters), log);
  }

  BatchSpanSink(
      PipelineSpec spec,
      Consumer<String> log,
      ThreadFactory threads,
      Idle idle,
      LongSupplier nanoTime) {
    this.settings = spec.batch();
    this.queue = new SpanQueue(settings.maxQueueRecords(), settings.maxQueueBytes());
    this.lanes = new Lanes(spec, LaneThreads.daemons(), System::nanoTime, log);
    this.exporters = lanes.exporters();
    SamplingSettings sampling = spec.sampling();
    this.sampler = sampling == null || sampling.keepsAll() ? null : new Sampler(sampling, nanoTime);
    this.processors = new ProcessorChain(spec.processors(), log);
    this.observer = spec.observer();
    this.report = new DropReport(log, nanoTime, metrics());
    this.idle = idle;
    this.threads = threads;
    this.nanoTime = System::nanoTime;
    List<SpanRenderer> renderers = spec.policies().stream().map(spec.renderers()).toList();
    RecordMaker maker = new RecordMaker(renderers, processors, observer);
    Crew crew = new Crew(HELPERS, task -> newThread(task, "clew-render"));
    this.worker =
        new ExportWorker(
            settings,
            queue,
            maker,
            crew,
            sampler,
            lanes,
            counters,
            () -> report.update(metrics()),
            idle);
  }

  static PipelineSpec spec(
      BatchSettings settings, SpanRenderer renderer, List<SpanExporter> exporters) {
    return new PipelineSpec(
        settings,
        policy -> renderer,
        exporters.stream().map(LaneSpec::of).toList(),
        List.of(),
        null);
  }

  @Override
  public void onSpanEnd(FinishedSpan span) {
    counters.spanEnded();
    handOver(span);
  }

  @Override
  public void onTraceEnd(TraceRecord trace) {
    counters.traceEnded();
    handOver(trace);
  }

  /** Leaves both as one object, and the record of the trace to be made by the export thread. */
  @Override
  public void onTopSpanEnd(FinishedSpan span) {
    counters.spanEnded();
    counters.traceEnded();
    if (handOverTop(span)) {
      afterOffer();
      return;
    }
    handOver(span); // one by one: there may be room for one of them, or for the span alone
    TraceRecord trace = span.endedTrace();
    if (trace != null) {
      handOver(trace);
    }
  }

  private boolean handOverTop(FinishedSpan span) {
    try {
      long bytes = closing.get() ? Long.MAX_VALUE : bytes(span);
      if (!queue.reserveBytes(bytes)) {
        return bytes < Long.MAX_VALUE && handOverBare(span);
      }
      boolean offered = queue.offer(new SpanQueue.WaitingTop(span, bytes));
      if (!offered) {
        queue.releaseBytes(bytes);
      }
      return offered;
    } catch (Throwable t) { // what is wrong with the span is counted when it is tried alone
      return false;
    }
  }

  private boolean handOverBare(FinishedSpan top) {
    TraceRecord trace = top.endedTrace();
    if (trace == null) {
      return false;
    }
    FinishedSpan bare = ContentlessSpan.of(top, ContentLoss.QUEUE_BYTES.toString());
    boolean offered =
        queue.offer(new SpanQueue.WaitingBareTop(bare, trace, ContentLoss.QUEUE_BYTES));
    if (offered) {
      counters.contentLost(ContentLoss.QUEUE_BYTES);
    }
    return offered;
  }

  private void handOver(FinishedSpan span) {
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

  private void handOver(TraceRecord trace) {
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
   * Delivers what waits and closes the exporters; what is not delivered when most of the time is
   * over goes to disk where the exporter has a spool, and is dropped and counted otherwise. Returns
   * whether all was done in time. Later calls do nothing.
   */
  public boolean close(Duration timeout) {
    if (!closing.compareAndSet(false, true)) {
      return closed;
    }
    long begin = nanoTime.getAsLong();
    long rescueAt = begin + nanos(timeout) / 4 * 3;
    boolean inTime = false;
    try {
      inTime = closeWorker(rescueAt);
      exporters.forEach(ExporterLane::finish);
      inTime &= closeLanes(rescueAt, begin + nanos(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      worker.abandon();
      exporters.forEach(lane -> lane.rescue(begin));
    }
    closed = true;
    dropRest();
    processors.close();
    try {
      report.updateNow(metrics());
    } catch (RuntimeException e) {
      // a log that throws must not keep the owner from closing the rest
    }
    closeObserver(begin + nanos(timeout) - nanoTime.getAsLong());
    return inTime;
  }

  private void closeObserver(long nanosLeft) {
    if (observer != null) {
      try {
        observer.onClose(Duration.ofNanos(Math.max(0, nanosLeft)));
      } catch (RuntimeException | LinkageError e) {
        // likewise
      }
    }
  }

  /** Returns what happened so far. */
  public PipelineMetrics metrics() {
    return counters.snapshot(
        queue.size(), sampler == null ? SamplingMetrics.NONE : sampler.metrics(), exporters);
  }

  private boolean closeWorker(long deadline) throws InterruptedException {
    if (queue.size() > 0) {
      start(); // in case no thread could be had so far
    }
    if (started.compareAndSet(false, true)) {
      return true; // never used, so there is nothing to wait for
    }
    long left = deadline - nanoTime.getAsLong();
    boolean inTime = worker.stop(left / 2);
    if (!inTime) {
      lanes.stopWaiting(); // what finds no room now goes to disk
      inTime = worker.stop(deadline - nanoTime.getAsLong());
    }
    if (!inTime) {
      worker.abandon();
    }
    return inTime;
  }

  private boolean closeLanes(long rescueAt, long deadline) throws InterruptedException {
    boolean inTime = true;
    for (ExporterLane lane : exporters) {
      if (!lane.awaitEnd(rescueAt - nanoTime.getAsLong())) {
        inTime = false;
        lane.rescue(deadline);
      }
    }
    return inTime;
  }

  private void offer(SpanQueue.WaitingSpan waiting) {
    if (queue.offer(waiting)) {
      if (waiting.lost() != null) {
        counters.contentLost(waiting.lost());
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
        ? new SpanQueue.WaitingSpan(span, bytes, null)
        : contentless(span, ContentLoss.QUEUE_BYTES);
  }

  private static SpanQueue.WaitingSpan contentless(FinishedSpan span, ContentLoss reason) {
    return new SpanQueue.WaitingSpan(ContentlessSpan.of(span, reason.toString()), 0, reason);
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

  private static Thread newThread(Runnable worker, String name) {
    return OwnThread.daemon(name, worker);
  }
}
