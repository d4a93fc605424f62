// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.WireExporter;
import dev.clew.exporter.spool.Spool;
import dev.clew.exporter.spool.SpoolMetrics;
import dev.clew.exporter.spool.SpoolSettings;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one exporter, isolated from the others: a thread, a bounded queue, a breaker, its counters.
 *
 * <p>The thread starts with the first batch and creates the exporter, which may load classes that
 * no other thread should have to load. An exception of the exporter costs it the batch; while it is
 * slow or stuck, its queue fills up, and further batches go to disk, or are dropped and counted.
 */
public final class ExporterWorker {
  private static final long STALLED_NANOS = 200_000_000L;
  private static final long DISK_WAIT_NANOS = 500_000_000L;

  private final ExporterSpec spec;
  private final ExporterQueue queue;
  private final ExporterCounters counters = new ExporterCounters();
  private final CircuitBreaker breaker;
  private final CallWatch watch;
  private final SpoolDrain drain;
  private final ExporterThreads threads;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;
  private final Runnable onRoom;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean overflowing = new AtomicBoolean();
  private final AtomicBoolean missed = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable SpanExporter exporter;
  private volatile @Nullable BatchSender sender;
  private long noWaitBefore;

  /**
   * Creates a worker without a thread.
   *
   * @param log receives a line when the receiver is unavailable, on the worker's thread
   * @param onRoom called when the queue has room again, on the worker's thread
   */
  public ExporterWorker(
      ExporterSpec spec,
      ExporterThreads threads,
      LongSupplier nanoTime,
      Consumer<String> log,
      Runnable onRoom) {
    this.spec = spec;
    this.threads = threads;
    this.nanoTime = nanoTime;
    this.log = log;
    this.onRoom = onRoom;
    this.queue = new ExporterQueue(spec.settings().maxBatches(), spec.settings().maxBytes());
    this.breaker = new CircuitBreaker(spec.settings().retry());
    this.watch = new CallWatch(spec.settings().timeout(), nanoTime);
    this.drain =
        new SpoolDrain(queue, breaker, counters, spec.settings().retry().breakerPause(), nanoTime);
    this.noWaitBefore = nanoTime.getAsLong();
  }

  /**
   * Accepts responsibility for {@code batch}. Waits only if the disk must make room for it, and
   * then briefly and rarely.
   */
  public void offer(Batch batch) {
    BatchSender toDisk = senderWithSpool();
    if (toDisk != null && inTrouble()) {
      spoolOverflow(toDisk);
    }
    if (!queue.offer(batch) && (toDisk == null || !offeredToDisk(toDisk, batch))) {
      missed.set(true);
      counters.lost(LossReason.QUEUE_FULL, batch.records());
      return;
    }
    start();
  }

  /** Counts records that are not offered, because the exporter is or was switched off. */
  public void skip(int spans, int traces) {
    counters.lost(LossReason.SWITCHED_OFF, spans, traces);
  }

  public String name() {
    return spec.name();
  }

  private @Nullable BatchSender senderWithSpool() {
    BatchSender present = sender;
    return present == null || present.spool() == null ? null : present;
  }

  private boolean offeredToDisk(BatchSender present, Batch batch) {
    if (nanoTime.getAsLong() - noWaitBefore < 0) {
      return false;
    }
    spoolOverflow(present);
    if (queue.offer(batch, DISK_WAIT_NANOS)) {
      return true;
    }
    noWaitBefore = nanoTime.getAsLong() + 20 * DISK_WAIT_NANOS;
    return false;
  }

  /** Returns whether there is room for a batch now. */
  public boolean hasRoom() {
    return queue.hasRoom(0) && !queue.beyond(99);
  }

  /** Asks whether everything offered so far and since the last flush has been delivered. */
  public CompletableFuture<Boolean> flush() {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    if (!started.get() && queue.batches() == 0) {
      done.complete(!missed.getAndSet(false));
    } else {
      queue.offer(new ExporterQueue.Flush(done));
      start();
    }
    return done;
  }

  /** Interrupts a call that takes too long; to be called regularly. */
  public void checkTimeout() {
    watch.check();
  }

  /** Accepts no more batches; the thread delivers what waits and closes the exporter. */
  public void finish() {
    queue.finish();
    if (queue.batches() > 0) {
      start(); // in case no thread could be created so far
    }
    if (started.compareAndSet(false, true)) {
      close(); // never used, so there is nothing to wait for
    }
  }

  /** Returns whether the worker ended within {@code nanos}. */
  public boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Takes over from a thread that did not end in time: its batch and all waiting ones go to disk
   * until {@code deadline}, and are lost afterwards.
   */
  public void rescue(long deadline) {
    queue.finish();
    BatchSender present = sender;
    if (present != null) {
      present.stopSending();
    }
    OpenBatch underWay = queue.underWay();
    if (underWay != null) {
      rescue(underWay, present, deadline);
    }
    for (OpenBatch batch = queue.steal(); batch != null; batch = queue.steal()) {
      rescue(batch, present, deadline);
    }
    queue.refuseFlushes();
    watch.interrupt();
  }

  /** Returns whether the exporter was asked to do anything. */
  public boolean hasBegun() {
    return watch.hasBegun();
  }

  /** Returns a number that grows with whatever the exporter finishes, successfully or not. */
  public long progress() {
    return counters.progress();
  }

  /** Returns the counters so far. */
  public ExporterMetrics metrics() {
    BatchSender present = sender;
    Spool spool = present == null ? null : present.spool();
    SpoolMetrics spooled = spool == null ? SpoolMetrics.NONE : spool.metrics();
    long busyMillis = TimeUnit.NANOSECONDS.toMillis(watch.nanos());
    return counters.snapshot(spec.name(), breaker.state(), queue, spooled, busyMillis);
  }

  private void rescue(OpenBatch batch, @Nullable BatchSender present, long deadline) {
    long left = deadline - nanoTime.getAsLong();
    if (present != null && left > 0) {
      present.spool(batch.take(), LossReason.UNDELIVERED, left);
    } else {
      counters.lost(LossReason.UNDELIVERED, batch.take());
    }
  }

  private boolean inTrouble() {
    return queue.beyond(95) || (queue.beyond(50) && watch.nanos() > STALLED_NANOS);
  }

  /**
   * Runs on a thread of its own: the worker's is stuck in a call, and the caller must not do I/O.
   */
  private void spoolOverflow(BatchSender present) {
    if (overflowing.compareAndSet(false, true)) {
      Runnable spooling =
          () -> {
            try {
              OpenBatch batch;
              while (queue.beyond(50) && (batch = queue.steal()) != null) {
                missed.set(true);
                present.spool(batch.take(), LossReason.QUEUE_FULL, Long.MAX_VALUE);
                onRoom.run();
              }
            } finally {
              overflowing.set(false);
              queue.look(); // the worker may have become idle before this was on disk
            }
          };
      if (!threads.start("spool-" + spec.name(), spooling)) {
        overflowing.set(false);
      }
    }
  }

  private void start() {
    if (!started.get() && started.compareAndSet(false, true)) {
      if (!threads.start("export-" + spec.name(), this::run)) {
        started.set(false); // out of threads: the next batch tries again
      }
    }
  }

  private void run() {
    try {
      boolean more = true;
      while (more) {
        more = contained();
      }
      drain.drainAtTheEnd(sender);
    } finally {
      close();
    }
  }

  /** Performs one task and returns whether there may be more; no exception ends the thread. */
  private boolean contained() {
    try {
      ExporterQueue.Entry entry = queue.poll(drain.restNanos(sender));
      if (entry instanceof ExporterQueue.Delivery delivery) {
        onRoom.run();
        deliver(delivery.batch());
      } else if (entry instanceof ExporterQueue.Flush flush) {
        flush.done().complete(flushed());
      } else if (entry == null && queue.finished()) {
        return false;
      } else {
        drain.drain(sender);
      }
    } catch (Throwable t) {
      missed.set(true); // an interrupt that came late, or out of memory; already counted
    }
    return true;
  }

  private void deliver(OpenBatch batch) {
    BatchSender present = sender();
    if (present == null) {
      missed.set(true);
      counters.lost(LossReason.FAILED, batch.take());
      return;
    }
    boolean delivered = false;
    try {
      delivered = present.deliver(batch);
    } finally {
      counters.lost(LossReason.FAILED, batch.take()); // nothing, unless deliver() itself failed
    }
    if (!delivered) {
      missed.set(true);
    } else if (drain.isCalm()) {
      drain.drain(present);
    }
  }

  private boolean flushed() {
    SpanExporter present = exporter;
    boolean flushed = true;
    if (present != null) {
      try {
        watch.run(present::flush);
      } catch (Throwable t) {
        counters.failed(t);
        flushed = false;
      }
    }
    return !missed.getAndSet(false) && flushed;
  }

  private @Nullable BatchSender sender() {
    if (sender == null) {
      try {
        SpanExporter made = spec.maker().get();
        exporter = made;
        drain.beginNow();
        sender =
            new BatchSender(
                made,
                spool(made),
                spec.settings().retry(),
                queue,
                counters,
                breaker,
                watch,
                nanoTime,
                this::sayThatReceiverIsAway);
      } catch (Throwable t) {
        counters.failed(t);
      }
    }
    return sender;
  }

  private @Nullable Spool spool(SpanExporter made) {
    SpoolSettings settings = spec.settings().spool();
    return made instanceof WireExporter wire && settings != null
        ? new Spool(settings, wire.wireFormat(), InstantSource.system())
        : null;
  }

  private void sayThatReceiverIsAway() {
    BatchSender present = sender;
    Spool spool = present == null ? null : present.spool();
    log.accept(
        "%s exporter: %s; %s until the receiver answers"
            .formatted(
                spec.name(),
                counters.lastFailure(),
                spool == null ? "spans are dropped and counted" : "spans wait in " + spool));
  }

  private void close() {
    SpanExporter present = exporter;
    if (present == null && spec.made()) {
      present = spec.maker().get();
    }
    if (present != null) {
      try {
        watch.run(present::close);
      } catch (Throwable t) {
        counters.failed(t);
      }
    }
    queue.refuseFlushes();
    ended.countDown();
  }
}
