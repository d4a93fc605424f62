// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.exporter.sampling.Candidate;
import dev.clew.exporter.sampling.Sampler;
import dev.clew.exporter.thread.Crew;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The export thread's work: rest, render, sample, hand a batch to each lane, again.
 *
 * <p>While much is waiting, others help to render. Nothing that a payload or a processor throws
 * ends it. It waits for exporters only while none of them has room: then the spans are better off
 * where they are, unrendered, than dropped by all.
 */
final class ExportWorker implements Runnable {
  private final BatchSettings settings;
  private final SpanQueue queue;
  private final RecordMaker maker;
  private final Crew crew;
  private final @Nullable Sampler sampler;
  private final Lanes lanes;
  private final Counters counters;
  private final Runnable report;
  private final Idle idle;
  // Made beforehand: a lambda made outside the guard is an allocation that may end the thread.
  private final Runnable rest = this::rest;
  private final Runnable round = this::round;
  private final Runnable decideAll = this::decideAll;
  private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> flushes =
      new ConcurrentLinkedQueue<>();
  private final CountDownLatch terminated = new CountDownLatch(1);
  private final AtomicReference<@Nullable List<SpanQueue.Item>> rendering = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile boolean abandoned;
  private volatile @Nullable Thread thread;
  private boolean allReadable = true;

  ExportWorker(
      BatchSettings settings,
      SpanQueue queue,
      RecordMaker maker,
      Crew crew,
      @Nullable Sampler sampler,
      Lanes lanes,
      Counters counters,
      Runnable report,
      Idle idle) {
    this.settings = settings;
    this.queue = queue;
    this.maker = maker;
    this.crew = crew;
    this.sampler = sampler;
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
    contained(decideAll);
    for (CompletableFuture<Boolean> f = flushes.poll(); f != null; f = flushes.poll()) {
      f.complete(false); // asked for while closing, whose outcome closing tells
    }
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

  /** Gives up on what is being rendered: counts it as lost and interrupts whoever is stuck. */
  void abandon() {
    abandoned = true;
    List<SpanQueue.Item> unfinished = rendering.getAndSet(null);
    if (unfinished != null) {
      unfinished.forEach(item -> counters.dropped(item, DropReason.UNDELIVERED));
    }
    decideAll();
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
    allReadable = true;
    boolean through = false;
    try {
      // Only what waits now: with busy producers the queue may never be seen empty.
      for (int left = queue.size(); left > 0 && !abandoned; ) {
        lanes.awaitRoom();
        List<SpanQueue.Item> items = take(left);
        if (items.isEmpty()) {
          break;
        }
        left -= (int) items.stream().filter(SpanQueue.Item::leavesPlace).count();
        export(items);
      }
      tick();
      lanes.checkTimeouts();
      through = true;
      if (!asked.isEmpty()) {
        boolean readable = allReadable;
        lanes.flush(delivered -> flushed(asked, delivered && readable));
      }
    } finally {
      if (!through) {
        asked.forEach(f -> f.complete(false));
      }
    }
    if (asked.isEmpty()) {
      report.run();
    }
    if (queue.size() >= settings.earlyTrigger()) {
      idle.wake();
    }
  }

  private void flushed(List<CompletableFuture<Boolean>> asked, boolean delivered) {
    contained(report);
    asked.forEach(f -> f.complete(delivered));
  }

  /** Takes out one batch, or several if others are to help, of what has so many places. */
  private List<SpanQueue.Item> take(int places) {
    int max = helped() ? settings.helpedBatch() : settings.batchSize();
    List<SpanQueue.Item> items = new ArrayList<>(Math.min(max, 2 * places));
    int left = places;
    while (left > 0 && items.size() < max) {
      SpanQueue.Item item = queue.poll();
      if (item == null) {
        break;
      }
      items.add(item);
      left -= item.leavesPlace() ? 1 : 0;
    }
    return items;
  }

  private boolean helped() {
    return queue.size() >= settings.helpedFrom();
  }

  private void export(List<SpanQueue.Item> items) {
    rendering.set(items);
    try {
      Rendered rendered = render(items);
      if (rendering.compareAndSet(items, null)) {
        allReadable &= rendered.unreadable.isEmpty();
        deliver(rendered.count(counters));
      }
    } catch (InterruptedException e) {
      // Whoever gives up on this thread has counted what it was at.
      if (rendering.compareAndSet(items, null)) {
        items.forEach(item -> counters.dropped(item, DropReason.UNDELIVERED));
      }
    } finally {
      items.forEach(item -> queue.releaseBytes(item.bytes()));
    }
  }

  private Rendered render(List<SpanQueue.Item> items) throws InterruptedException {
    List<SpanQueue.Item> seen = new ArrayList<>(items);
    seen.removeIf(this::dropsUnseen);
    List<SpanQueue.Item> spans = seen.stream().filter(SpanQueue.Item::isSpan).toList();
    Iterator<RecordMaker.@Nullable Forms> forms =
        crew.each(spans, maker::render, items.size() > settings.batchSize()).iterator();
    Rendered rendered = new Rendered();
    for (SpanQueue.Item item : seen) {
      RecordMaker.Forms form = item.isSpan() ? forms.next() : null;
      try {
        if (item.isSpan() && form == null) {
          rendered.unreadable.add(item);
        } else {
          rendered.add(item, maker.finish(item, form == null ? maker.render(item) : form));
        }
      } catch (Throwable t) {
        rendered.unreadable.add(item);
      }
    }
    return rendered;
  }

  private boolean dropsUnseen(SpanQueue.Item item) {
    return sampler != null
        && !maker.isObserved()
        && sampler.dropsUnseen(item.traceId(), item.isSpan());
  }

  private void deliver(List<Candidate> candidates) {
    if (sampler == null) {
      offerInBatches(candidates);
      return;
    }
    List<Candidate> kept = new ArrayList<>();
    candidates.forEach(candidate -> sampler.accept(candidate, kept::add));
    offerInBatches(kept);
  }

  private void tick() {
    if (sampler != null) {
      List<Candidate> kept = new ArrayList<>();
      sampler.tick(kept::add);
      offerInBatches(kept);
    }
  }

  private void decideAll() {
    if (sampler != null) {
      List<Candidate> kept = new ArrayList<>();
      sampler.finish(kept::add);
      offerInBatches(kept);
    }
  }

  /** A decision may set free many spans at once, and so do many hands. */
  private void offerInBatches(List<Candidate> kept) {
    for (int i = 0; i < kept.size(); i += settings.batchSize()) {
      lanes.awaitRoom();
      lanes.offer(kept.subList(i, Math.min(kept.size(), i + settings.batchSize())));
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
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<ContentLoss> losses = new ArrayList<>();
    private final List<SpanQueue.Item> dropped = new ArrayList<>();
    private final List<SpanQueue.Item> unreadable = new ArrayList<>();

    void add(SpanQueue.Item item, RecordMaker.Made made) {
      losses.addAll(made.losses());
      Candidate candidate = made.candidate();
      if (candidate == null) {
        dropped.add(item);
      } else {
        candidates.add(candidate);
      }
    }

    List<Candidate> count(Counters counters) {
      unreadable.forEach(item -> counters.dropped(item, DropReason.UNREADABLE));
      dropped.forEach(item -> counters.dropped(item, DropReason.PROCESSOR));
      losses.forEach(counters::contentLost);
      return candidates;
    }
  }
}
