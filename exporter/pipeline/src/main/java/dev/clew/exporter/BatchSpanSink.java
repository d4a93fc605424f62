// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanSink;
import dev.clew.api.hook.PendingSpans;
import dev.clew.api.trace.Payload;
import dev.clew.exporter.delivery.ExporterSpec;
import dev.clew.exporter.delivery.ExporterThreads;
import dev.clew.exporter.delivery.ExporterWorker;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.Forms;
import dev.clew.exporter.render.RenderPool;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.render.UnresponsiveClasses;
import dev.clew.exporter.sampling.Sampler;
import dev.clew.exporter.sampling.SamplingSettings;
import dev.clew.exporter.span.ContentlessSpan;
import dev.clew.exporter.thread.OwnThread;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entrance of the pipeline: application threads enqueue finished spans, the export thread
 * renders them and passes them to the exporters, each on its own thread.
 *
 * <p>Memory is bounded and application threads never wait. So when exporters cannot keep up,
 * content is lost first (beyond the byte limit) and then spans (beyond the record limit), the
 * newest first. Every loss is counted by reason.
 *
 * <p>The thread starts with the first span. No shutdown hook is registered here: that is up to the
 * owner.
 */
public final class BatchSpanSink implements SpanSink, PendingSpans {
  /**
   * The number of threads that render a burst. Three Clew threads compete with however many
   * application threads produce spans; with few processors, fewer would get too small a share.
   */
  private static final int RENDERERS = 3;

  /** How many times {@link #render} waits, as long as each time something is rendered. */
  private static final int MOST_WAITS = 5;

  /** A thread that is stuck in application code is given up at the third check. */
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final BatchSettings settings;
  private final SpanQueue queue;
  private final ExporterWorkers workers;
  private final Sampler sampler;
  private final ProcessorChain processors;
  private final @Nullable RecordObserver observer;
  private final Counters counters = new Counters();
  private final DropReport report;
  private final WakeSignal wakeSignal;
  private final ThreadFactory threads;
  private final LongSupplier nanoTime;
  private final RenderPool pool;
  private final RecordMaker maker;
  private final PipelineSteering steering;
  private final BatchSpanWorker worker;
  private final LateReport late;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * Creates a pipeline that has no thread yet.
   *
   * @param log receives a line about losses and unavailable receivers, on a pipeline thread; about
   *     losses at most once a minute and once on closing
   */
  public BatchSpanSink(PipelineSpec spec, Consumer<String> log) {
    this(
        spec,
        log,
        worker -> newThread(worker, "clew-export"),
        new WakeSignal.Parking(),
        System::nanoTime,
        LOOK_NANOS);
  }

  /** Creates a pipeline to existing exporters, without processors and sampling. */
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
      WakeSignal wakeSignal,
      LongSupplier nanoTime) {
    this(spec, log, threads, wakeSignal, nanoTime, LOOK_NANOS);
  }

  BatchSpanSink(
      PipelineSpec spec,
      Consumer<String> log,
      ThreadFactory threads,
      WakeSignal wakeSignal,
      LongSupplier nanoTime,
      long lookNanos) {
    this.settings = spec.batch();
    this.queue =
        new SpanQueue(settings.maxQueueSpans(), settings.maxSpanBytes(), settings.maxQueueBytes());
    this.pool =
        new RenderPool(
            RENDERERS,
            task -> newThread(task, "clew-render"),
            new UnresponsiveClasses(System::nanoTime),
            lookNanos,
            log);
    this.workers = new ExporterWorkers(spec, ExporterThreads.daemons(), System::nanoTime, log);
    SamplingSettings sampling = spec.sampling();
    this.sampler =
        new Sampler(
            sampling == null ? SamplingSettings.head(1) : sampling,
            spec.samplers(),
            spec.selection().condition(),
            nanoTime,
            log);
    this.processors = new ProcessorChain(spec.processors(), log);
    this.observer = spec.observer();
    this.report = new DropReport(log, nanoTime, metrics());
    this.wakeSignal = wakeSignal;
    this.threads = threads;
    this.nanoTime = System::nanoTime;
    Forms forms = Forms.of(spec.policies(), spec.renderers());
    this.maker = new RecordMaker(forms, processors, observer, spec.selection());
    this.steering = new PipelineSteering(workers, maker, sampler, spec.renderers());
    this.worker =
        new BatchSpanWorker(
            settings,
            queue,
            maker,
            pool,
            sampler,
            workers,
            counters,
            () -> report.update(metrics()),
            wakeSignal);
    this.late = new LateReport(() -> report.updateNow(metrics()));
  }

  static PipelineSpec spec(
      BatchSettings settings, SpanRenderer renderer, List<SpanExporter> exporters) {
    return new PipelineSpec(
        settings,
        policy -> renderer,
        exporters.stream().map(ExporterSpec::of).toList(),
        List.of(),
        null);
  }

  @Override
  public void onSpanEnd(FinishedSpan span) {
    counters.spanEnded();
    boolean endsTrace = false;
    try {
      endsTrace = span.endsTrace();
      if (endsTrace) {
        counters.traceEnded();
      }
      if (closing.get()) {
        drop(DropReason.CLOSED, endsTrace);
        late.spanEnded();
      } else {
        offer(queued(span), endsTrace);
        afterOffer();
      }
    } catch (
        Throwable t) { // a third-party FinishedSpan that throws; the application must not notice
      drop(DropReason.UNREADABLE, endsTrace);
    }
  }

  @Override
  public void onSpanExcluded(FinishedSpan span) {
    counters.spanEnded();
    drop(DropReason.EXCLUDED, false);
  }

  /** Returns whether it has been decided that the trace is kept. */
  public boolean hasKept(String traceId) {
    return sampler.hasKept(traceId);
  }

  private void offer(QueuedSpan item, boolean endsTrace) {
    if (!queue.offer(item)) {
      queue.releaseContent(item.contentBytes());
      drop(DropReason.QUEUE_FULL, endsTrace);
    } else if (item.lost() != null) {
      counters.contentLost(item.lost());
    }
  }

  private void drop(DropReason reason, boolean endsTrace) {
    counters.spansDropped(reason, 1);
    counters.tracesDropped(endsTrace ? 1 : 0);
  }

  /**
   * Delivers everything that waits now, and returns whether all of it was delivered in time.
   *
   * <p>Must not be called on the export thread.
   */
  public boolean forceFlush(Duration timeout) {
    return answer(worker::flush, timeout, 1);
  }

  /**
   * Renders everything that waits now without delivering it sooner, and returns whether that was
   * done in time.
   */
  @Override
  public boolean render(Duration patience) {
    return answer(worker::renderAll, patience, MOST_WAITS);
  }

  /** A loaded machine renders slowly, where a thread that is stuck renders nothing. */
  private boolean answer(
      Supplier<CompletableFuture<Boolean>> request, Duration patience, int mostWaits) {
    if (!started.get() || closed) {
      return queue.size() == 0;
    }
    CompletableFuture<Boolean> answer = request.get();
    for (int waits = 1; ; waits++) {
      long before = pool.rendered();
      try {
        return answer.get(nanos(patience), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } catch (ExecutionException e) {
        return false;
      } catch (TimeoutException e) {
        if (waits == mostWaits || pool.rendered() == before) {
          return false;
        }
      }
    }
  }

  /**
   * Delivers everything that waits and closes the exporters. What is not delivered when most of the
   * time has passed is written to disk if the exporter has a spool; otherwise it is dropped and
   * counted. Returns whether everything was done in time. Later calls have no effect.
   */
  public boolean close(Duration timeout) {
    if (!closing.compareAndSet(false, true)) {
      return closed;
    }
    pool.hurry();
    long patience = nanos(timeout);
    List<ExporterWorker> exporters = workers.exporters();
    ExitProgress progress = new ExitProgress(patience, pool, exporters, nanoTime);
    ExitClock clock = new ExitClock(patience, nanoTime, progress, progress::hasBegun);
    ExitPace pace = new ExitPace(patience, nanoTime, pool::rendered, queue::size);
    PipelineExit exit = new PipelineExit(clock, pace, pool, nanoTime);
    boolean inTime = false;
    try {
      inTime = closeWorker(exit);
      exporters.forEach(ExporterWorker::finish);
      inTime &= exit.endExporters(exporters);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      worker.abandon();
      exporters.forEach(each -> each.rescue(nanoTime.getAsLong()));
    }
    closed = true;
    dropRest();
    pool.end();
    processors.close();
    closeObserver(clock.nanosLeft());
    PipelineMetrics last = metrics();
    try {
      report.updateNow(last);
    } catch (RuntimeException e) {
      // a log that throws must not keep the owner from closing everything else
    }
    late.begin(counters.spansAfterClosing() > last.spansDropped(DropReason.CLOSED));
    return inTime;
  }

  private void closeObserver(long nanosLeft) {
    if (observer != null) {
      try {
        observer.onClose(Duration.ofNanos(nanosLeft));
      } catch (RuntimeException | LinkageError e) {
        // likewise
      }
    }
  }

  /** Returns the control that changes this pipeline while it runs. */
  public PipelineSteering steering() {
    return steering;
  }

  /** Returns the counters so far. */
  public PipelineMetrics metrics() {
    return counters.snapshot(
        queue.size(), sampler.metrics(), pool.unresponsive(), workers.exporters());
  }

  private boolean closeWorker(PipelineExit exit) throws InterruptedException {
    if (queue.size() > 0) {
      start(); // in case no thread could be created so far
    }
    // Never used, so there is nothing to wait for.
    return started.compareAndSet(false, true) || exit.endWorker(worker, workers);
  }

  private QueuedSpan queued(FinishedSpan span) {
    int spanBytes = SpanQueue.spanBytes(span.retainedBytes());
    long content;
    try {
      content = contentBytes(span);
    } catch (Throwable t) {
      return bare(span, spanBytes, ContentLoss.SIZE_UNKNOWN);
    }
    return queue.reserveContent(content)
        ? new QueuedSpan(span, spanBytes, content, null)
        : bare(span, spanBytes, ContentLoss.QUEUE_BYTES);
  }

  private QueuedSpan bare(FinishedSpan span, int spanBytes, ContentLoss lost) {
    FinishedSpan bare = span.releaseContent() ? span : ContentlessSpan.of(span);
    return new QueuedSpan(bare, spanBytes, 0, lost);
  }

  private static long contentBytes(FinishedSpan span) {
    long bytes = plus(0, span.payload().retainedBytes());
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
      wakeSignal.wake();
    }
    if (closed) {
      dropRest(); // added between the check for closing and the last sweep
    }
  }

  private void start() {
    if (started.get() || !started.compareAndSet(false, true)) {
      return;
    }
    try {
      threads.newThread(worker).start();
    } catch (Throwable t) { // out of threads: the next span tries again
      started.set(false);
    }
  }

  private void dropRest() {
    for (QueuedSpan item = queue.poll(); item != null; item = queue.poll()) {
      counters.dropped(item.span(), DropReason.UNDELIVERED);
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
