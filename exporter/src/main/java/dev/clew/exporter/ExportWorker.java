// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.exporter.render.Rendering;
import dev.clew.exporter.render.SpanRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The export thread's work: rest, render, hand a batch to each exporter, again.
 *
 * <p>Nothing that a payload or an exporter throws ends it. A batch's bytes stay reserved until the
 * last exporter is done with it, because until then they are alive.
 */
final class ExportWorker implements Runnable {
  private final BatchSettings settings;
  private final SpanQueue queue;
  private final SpanRenderer renderer;
  private final List<ExporterLane> lanes;
  private final Counters counters;
  private final DropReport report;
  private final Idle idle;
  // Made beforehand: a lambda made outside the guard is an allocation that may end the thread.
  private final Runnable rest = this::rest;
  private final Runnable round = this::round;
  private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> flushes =
      new ConcurrentLinkedQueue<>();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private final AtomicReference<@Nullable List<SpanQueue.Item>> rendering = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile boolean abandoned;
  private volatile @Nullable Thread thread;
  private boolean allDelivered = true;

  ExportWorker(
      BatchSettings settings,
      SpanQueue queue,
      SpanRenderer renderer,
      List<ExporterLane> lanes,
      Counters counters,
      DropReport report,
      Idle idle) {
    this.settings = settings;
    this.queue = queue;
    this.renderer = renderer;
    this.lanes = lanes;
    this.counters = counters;
    this.report = report;
    this.idle = idle;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    while (!stopping) {
      contained(rest);
      contained(round);
    }
    contained(round);
    close();
    terminated.countDown();
  }

  /** Asks for everything that waits now; completed with whether all of it was delivered. */
  CompletableFuture<Boolean> flush() {
    CompletableFuture<Boolean> flushed = new CompletableFuture<>();
    flushes.add(flushed);
    idle.wake();
    return flushed;
  }

  /** Asks for the end and returns whether it came within the time. */
  boolean stop(long nanos) throws InterruptedException {
    stopping = true;
    idle.wake();
    return terminated.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Gives up on what is under way: counts it as lost and interrupts whoever is stuck with it. */
  void abandon() {
    abandoned = true;
    List<SpanQueue.Item> unfinished = rendering.getAndSet(null);
    if (unfinished != null) {
      unfinished.forEach(item -> counters.dropped(item, DropReason.UNDELIVERED));
    }
    lanes.forEach(ExporterLane::abandon);
    Thread stuck = thread;
    if (stuck != null) {
      stuck.interrupt();
    }
  }

  private void rest() {
    idle.await(settings.delay().toNanos());
  }

  private void round() {
    List<CompletableFuture<Boolean>> asked = new ArrayList<>();
    for (CompletableFuture<Boolean> f = flushes.poll(); f != null; f = flushes.poll()) {
      asked.add(f);
    }
    allDelivered = true;
    try {
      // Only what waits now: with busy producers the queue may never be seen empty.
      for (int left = queue.size(); left > 0 && !abandoned; left -= settings.batchSize()) {
        if (!exportBatch(Math.min(left, settings.batchSize()))) {
          break;
        }
      }
      if (!asked.isEmpty()) {
        lanes.forEach(lane -> allDelivered &= lane.flush());
      }
      report.update(counters.snapshot(queue.size(), lanes));
    } catch (Throwable t) {
      allDelivered = false;
      throw t;
    } finally {
      asked.forEach(f -> f.complete(allDelivered));
    }
    if (queue.size() >= settings.earlyTrigger()) {
      idle.wake();
    }
  }

  /** Returns false if nothing was there. */
  private boolean exportBatch(int max) {
    List<SpanQueue.Item> items = new ArrayList<>(max);
    for (SpanQueue.Item item; items.size() < max && (item = queue.poll()) != null; ) {
      items.add(item);
    }
    rendering.set(items);
    try {
      Rendered rendered = render(items);
      if (rendering.compareAndSet(items, null)) {
        rendered.count(counters);
        allDelivered &= rendered.unreadable.isEmpty();
        deliver(Batch.of(rendered.records));
      }
    } finally {
      items.forEach(item -> queue.releaseBytes(bytes(item)));
    }
    return !items.isEmpty();
  }

  private void deliver(Batch batch) {
    if (batch.records().isEmpty()) {
      return;
    }
    lanes.forEach(lane -> lane.accept(batch));
    if (abandoned) {
      lanes.forEach(ExporterLane::abandon); // whoever abandons may have come just before
    }
    lanes.forEach(lane -> allDelivered &= lane.deliver());
  }

  private Rendered render(List<SpanQueue.Item> items) {
    Rendered rendered = new Rendered();
    for (SpanQueue.Item item : items) {
      try {
        if (item instanceof SpanQueue.WaitingSpan waiting) {
          rendered.add(renderer.render(waiting.span()));
        } else if (item instanceof SpanQueue.WaitingTrace waiting) {
          rendered.records.add(renderer.render(waiting.trace()));
        }
      } catch (Throwable t) {
        rendered.unreadable.add(item);
      }
    }
    return rendered;
  }

  private static long bytes(SpanQueue.Item item) {
    return item instanceof SpanQueue.WaitingSpan waiting ? waiting.bytes() : 0;
  }

  private void close() {
    lanes.forEach(ExporterLane::close);
    for (CompletableFuture<Boolean> f = flushes.poll(); f != null; f = flushes.poll()) {
      f.complete(queue.size() == 0);
    }
  }

  private static void contained(Runnable action) {
    try {
      action.run();
    } catch (Throwable t) {
      // Counted where it happened, if it cost anything. To die here would cost every later span.
    }
  }

  /** What became of the items of one batch; counted only if nobody has given up on them. */
  private static final class Rendered {
    private final List<ExportRecord> records = new ArrayList<>();
    private final List<SpanQueue.Item> unreadable = new ArrayList<>();
    private int failures;

    void add(Rendering rendering) {
      records.add(rendering.span());
      failures += rendering.failure() == null ? 0 : 1;
    }

    void count(Counters counters) {
      unreadable.forEach(item -> counters.dropped(item, DropReason.UNREADABLE));
      for (int i = 0; i < failures; i++) {
        counters.contentLost(ContentLoss.RENDER_FAILURE);
      }
    }
  }
}
