// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.render.RenderPool;
import dev.clew.exporter.render.RenderedRecord;
import dev.clew.exporter.render.SpanRendering;
import dev.clew.exporter.sampling.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The loop of the export thread: wait, have spans rendered, sample, pass a batch to each exporter.
 *
 * <p>Rendering runs on other threads, since a call into application code may never return. Nothing
 * that a payload or a processor throws ends the loop. It waits for exporters only while none of
 * them has room: then spans are better left in the queue, unrendered, than dropped by every
 * exporter.
 */
final class BatchSpanWorker implements Runnable {
  private final BatchSettings settings;
  private final SpanQueue queue;
  private final RecordMaker maker;
  private final RenderPool pool;
  private final Sampler sampler;
  private final ExporterWorkers workers;
  private final Counters counters;
  private final Runnable report;
  private final WakeSignal wakeSignal;
  // Created beforehand: a lambda created outside the guard is an allocation that may end the
  // thread.
  private final Runnable rest = this::rest;
  private final Runnable round = this::round;
  private final Runnable decideAll = this::decideAll;
  private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> flushes =
      new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> renderings =
      new ConcurrentLinkedQueue<>();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private final AtomicReference<@Nullable List<QueuedSpan>> rendering = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile boolean abandoned;
  private volatile @Nullable Thread thread;
  private boolean allReadable = true;

  BatchSpanWorker(
      BatchSettings settings,
      SpanQueue queue,
      RecordMaker maker,
      RenderPool pool,
      Sampler sampler,
      ExporterWorkers workers,
      Counters counters,
      Runnable report,
      WakeSignal wakeSignal) {
    this.settings = settings;
    this.queue = queue;
    this.maker = maker;
    this.pool = pool;
    this.sampler = sampler;
    this.workers = workers;
    this.counters = counters;
    this.report = report;
    this.wakeSignal = wakeSignal;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!stopping) {
      contained(rest);
      contained(round);
    }
    contained(round);
    contained(decideAll);
    terminated.countDown();
    refuseRequests();
  }

  /** Refuses requests that arrive while closing; closing reports its own outcome. */
  private void refuseRequests() {
    taken(flushes).forEach(f -> f.complete(false));
    taken(renderings).forEach(f -> f.complete(false));
  }

  private static List<CompletableFuture<Boolean>> taken(
      ConcurrentLinkedQueue<CompletableFuture<Boolean>> requests) {
    List<CompletableFuture<Boolean>> taken = new ArrayList<>();
    for (CompletableFuture<Boolean> f = requests.poll(); f != null; f = requests.poll()) {
      taken.add(f);
    }
    return taken;
  }

  /**
   * Requests delivery of everything that waits now; completed with whether all of it was delivered.
   */
  CompletableFuture<Boolean> flush() {
    return ask(flushes);
  }

  /** Requests rendering of everything that waits now; completed with whether it was done. */
  CompletableFuture<Boolean> renderAll() {
    return ask(renderings);
  }

  private CompletableFuture<Boolean> ask(
      ConcurrentLinkedQueue<CompletableFuture<Boolean>> requests) {
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    requests.add(asked);
    wakeSignal.wake();
    if (terminated.getCount() == 0) {
      refuseRequests();
    }
    return asked;
  }

  /** Requests the end of the loop and returns whether it was reached in time. */
  boolean stop(long nanos) throws InterruptedException {
    stopping = true;
    wakeSignal.wake();
    return terminated.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Gives up on what is being rendered: counts it as lost and interrupts the stuck threads. */
  void abandon() {
    abandoned = true;
    List<QueuedSpan> unfinished = rendering.getAndSet(null);
    if (unfinished != null) {
      unfinished.forEach(item -> counters.dropped(item.span(), DropReason.UNDELIVERED));
    }
    decideAll();
    Thread stuck = thread;
    if (stuck != null) {
      stuck.interrupt();
    }
  }

  private void rest() {
    wakeSignal.await(settings.delay().toNanos());
  }

  private void round() {
    List<CompletableFuture<Boolean>> asked = taken(flushes);
    List<CompletableFuture<Boolean>> toRender = taken(renderings);
    allReadable = true;
    boolean through = false;
    try {
      // Only what waits now: with busy producers the queue may never be empty.
      for (int left = queue.size(); left > 0 && !abandoned; ) {
        workers.awaitRoom();
        List<QueuedSpan> items = take(left);
        if (items.isEmpty()) {
          break;
        }
        left -= items.size();
        export(items);
      }
      toRender.forEach(f -> f.complete(true));
      tick();
      workers.checkTimeouts();
      through = true;
      if (!asked.isEmpty()) {
        boolean readable = allReadable;
        workers.flush(delivered -> flushed(asked, delivered && readable));
      }
    } finally {
      if (!through) {
        asked.forEach(f -> f.complete(false));
        toRender.forEach(f -> f.complete(false));
      }
    }
    if (asked.isEmpty()) {
      report.run();
    }
    if (queue.size() >= settings.earlyTrigger()) {
      wakeSignal.wake();
    }
  }

  private void flushed(List<CompletableFuture<Boolean>> asked, boolean delivered) {
    contained(report);
    asked.forEach(f -> f.complete(delivered));
  }

  /**
   * Removes one batch from the queue, or several if helpers are to join, given the number waiting.
   */
  private List<QueuedSpan> take(int waiting) {
    int max = Math.min(waiting, helped() ? settings.helpedBatch() : settings.batchSize());
    List<QueuedSpan> items = new ArrayList<>(max);
    while (items.size() < max) {
      QueuedSpan item = queue.poll();
      if (item == null) {
        break;
      }
      items.add(item);
    }
    return items;
  }

  private boolean helped() {
    return queue.size() >= settings.helpedFrom();
  }

  private void export(List<QueuedSpan> taken) {
    List<QueuedSpan> items = new ArrayList<>(taken);
    items.removeIf(this::dropsUnseen);
    rendering.set(items);
    try {
      RenderedBatch batch = render(items);
      if (rendering.compareAndSet(items, null)) {
        allReadable &= batch.isReadable();
        deliver(batch.count(counters));
      }
    } catch (InterruptedException e) {
      // Whoever gave up on this thread has counted its spans.
      if (rendering.compareAndSet(items, null)) {
        items.forEach(item -> counters.dropped(item.span(), DropReason.UNDELIVERED));
      }
    } finally {
      taken.forEach(item -> queue.releaseContent(item.contentBytes()));
    }
  }

  private RenderedBatch render(List<QueuedSpan> items) throws InterruptedException {
    List<SpanRendering> tasks = items.stream().map(maker::rendering).toList();
    List<@Nullable RenderedRecord> rendered =
        pool.render(tasks, items.size() > settings.batchSize());
    RenderedBatch batch = new RenderedBatch(maker);
    for (int i = 0; i < items.size(); i++) {
      batch.add(items.get(i).span(), rendered.get(i));
    }
    return batch;
  }

  private boolean dropsUnseen(QueuedSpan item) {
    return !maker.isObserved()
        && sampler.dropsUnseen(item.span().traceId(), item.span().endsTrace());
  }

  private void deliver(List<RenderedRecord> records) {
    if (!sampler.isActive()) {
      offerInBatches(records);
      return;
    }
    List<RenderedRecord> kept = new ArrayList<>();
    records.forEach(record -> sampler.accept(record, kept::add));
    offerInBatches(kept);
  }

  private void tick() {
    List<RenderedRecord> kept = new ArrayList<>();
    sampler.tick(kept::add);
    offerInBatches(kept);
  }

  private void decideAll() {
    List<RenderedRecord> kept = new ArrayList<>();
    sampler.finish(kept::add);
    offerInBatches(kept);
  }

  /** A sampling decision may release many spans at once, and so may parallel rendering. */
  private void offerInBatches(List<RenderedRecord> kept) {
    for (int i = 0; i < kept.size(); i += settings.batchSize()) {
      workers.awaitRoom();
      workers.offer(kept.subList(i, Math.min(kept.size(), i + settings.batchSize())));
    }
  }

  private static void contained(Runnable action) {
    try {
      action.run();
    } catch (Throwable t) {
      // Already counted if it cost anything. Ending here would cost every later span.
    }
  }
}
