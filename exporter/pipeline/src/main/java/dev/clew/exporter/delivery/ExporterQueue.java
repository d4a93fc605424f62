// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The batches that wait for one exporter, with requests to flush in between.
 *
 * <p>A plain monitor: no application thread ever comes here, and nothing slow happens while it is
 * held.
 */
final class ExporterQueue {
  private final int maxBatches;
  private final long maxBytes;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private int batches;
  private long bytes;
  private boolean finished;
  private @Nullable OpenBatch underWay;

  ExporterQueue(int maxBatches, long maxBytes) {
    this.maxBatches = maxBatches;
    this.maxBytes = maxBytes;
  }

  /** A task of the worker. */
  sealed interface Entry {}

  /** Deliver this batch. */
  record Delivery(OpenBatch batch) implements Entry {}

  /** Report whether everything before this was delivered. */
  record Flush(CompletableFuture<Boolean> done) implements Entry {}

  /** Check whether there is something on disk. */
  record Look() implements Entry {}

  /** Adds {@code batch}, or returns false if there is no room or the queue is closed. */
  synchronized boolean offer(Batch batch) {
    if (finished || !hasRoom(batch.bytes())) {
      return false;
    }
    entries.add(new Delivery(new OpenBatch(batch)));
    batches++;
    bytes += batch.bytes();
    notifyAll();
    return true;
  }

  /** Adds {@code batch} as soon as there is room, or returns false if there is none in time. */
  synchronized boolean offer(Batch batch, long nanos) {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (!offer(batch)) {
      if (finished || left <= 0) {
        return false;
      }
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        return false; // this thread has been given up
      }
      left = deadline - System.nanoTime();
    }
    return true;
  }

  synchronized void offer(Flush flush) {
    if (finished) {
      flush.done.complete(false);
      return;
    }
    entries.add(flush);
    notifyAll();
  }

  /** Makes an idle worker check its spool. */
  synchronized void look() {
    if (entries.isEmpty() && !finished) {
      entries.add(new Look());
      notifyAll();
    }
  }

  /**
   * Removes the oldest entry, waiting for one up to {@code nanos}, or returns null. A batch then
   * becomes the current one, so that whoever closes the worker finds it either here or there.
   */
  synchronized @Nullable Entry poll(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (entries.isEmpty() && !finished && left > 0) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = deadline - System.nanoTime();
    }
    Entry entry = entries.poll();
    taken(entry);
    underWay = entry instanceof Delivery delivery ? delivery.batch() : null;
    return entry;
  }

  /** Returns the batch that {@link #poll} returned last, or null. */
  synchronized @Nullable OpenBatch underWay() {
    return underWay;
  }

  /** Removes the oldest batch, even from before a flush, or returns null. */
  synchronized @Nullable OpenBatch steal() {
    for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
      Entry entry = each.next();
      if (entry instanceof Delivery delivery) {
        each.remove();
        taken(entry);
        return delivery.batch();
      }
    }
    return null;
  }

  /** Returns true once the queue is filled beyond {@code percent} in batches or bytes. */
  synchronized boolean beyond(int percent) {
    return 100L * batches > (long) percent * maxBatches || bytes > maxBytes / 100 * percent;
  }

  synchronized boolean hasRoom(long more) {
    return batches == 0 || (batches < maxBatches && bytes + more <= maxBytes);
  }

  /** Accepts no more batches. */
  synchronized void finish() {
    finished = true;
    notifyAll();
  }

  /** Tells all threads waiting for a flush that it will not happen. */
  synchronized void refuseFlushes() {
    for (Entry entry : entries) {
      if (entry instanceof Flush flush) {
        flush.done.complete(false);
      }
    }
    entries.removeIf(Flush.class::isInstance);
  }

  synchronized boolean finished() {
    return finished;
  }

  /**
   * Waits {@code nanos}; returns false at once if the worker is finished or the queue fills up
   * meanwhile.
   */
  synchronized boolean pause(long nanos, int percent) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (!finished && left > 0 && !beyond(percent)) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = deadline - System.nanoTime();
    }
    return left <= 0;
  }

  synchronized int batches() {
    return batches;
  }

  synchronized long bytes() {
    return bytes;
  }

  private void taken(@Nullable Entry entry) {
    if (entry instanceof Delivery delivery) {
      batches--;
      bytes -= delivery.batch().bytes();
      notifyAll();
    }
  }
}
