// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.time.Duration;

/**
 * The bounds and rhythm of the pipeline.
 *
 * @param maxQueueSpans how many spans may wait; beyond it new ones are dropped
 * @param maxSpanBytes how much they may keep alive beside their content, by estimate; beyond it new
 *     ones are dropped as well
 * @param maxQueueBytes how much content may wait or be under way, as estimated by the payloads;
 *     beyond it new spans lose their content
 * @param batchSize how many records an exporter is given at once
 * @param delay how long a record waits at most before it is exported
 * @param earlyTriggerPercent how full the queue may get before export starts without the delay; it
 *     does in any case once 2,048 spans wait
 */
public record BatchSettings(
    int maxQueueSpans,
    long maxSpanBytes,
    long maxQueueBytes,
    int batchSize,
    Duration delay,
    int earlyTriggerPercent) {

  /** What a span without content takes at least that comes from Clew's tracer. */
  private static final int SPAN_BYTES = 256;

  /** As many are a burst; a quarter of a small queue is, and leaves room while threads start. */
  private static final int BURST = 2_048;

  private static final int BURST_PART = 4;

  /** Of a single batch nothing is left when a thread that was woken for it gets its turn. */
  private static final int HELPED_BATCHES = 8;

  public BatchSettings {
    require(maxQueueSpans >= 1, "maxQueueSpans < 1", maxQueueSpans);
    require(maxSpanBytes >= 0, "maxSpanBytes < 0", maxSpanBytes);
    require(maxQueueBytes >= 0, "maxQueueBytes < 0", maxQueueBytes);
    require(batchSize >= 1, "batchSize < 1", batchSize);
    require(batchSize <= maxQueueSpans, "batchSize > maxQueueSpans", batchSize);
    require(!delay.isNegative() && !delay.isZero(), "delay <= 0", delay);
    require(delay.compareTo(Duration.ofHours(1)) <= 0, "delay > 1 hour", delay);
    require(
        earlyTriggerPercent >= 1 && earlyTriggerPercent <= 100,
        "earlyTriggerPercent not in 1..100",
        earlyTriggerPercent);
  }

  /** Makes settings that bound the spans themselves in number only. */
  public BatchSettings(
      int maxQueueSpans,
      long maxQueueBytes,
      int batchSize,
      Duration delay,
      int earlyTriggerPercent) {
    this(maxQueueSpans, Long.MAX_VALUE, maxQueueBytes, batchSize, delay, earlyTriggerPercent);
  }

  /** Returns 128 MiB of spans and 64 MiB of content, batches of 128, 5 seconds, 25 percent. */
  public static BatchSettings defaults() {
    return new BatchSettings(
        SpanQueue.MOST_SPANS, 128L << 20, 64L << 20, 128, Duration.ofSeconds(5), 25);
  }

  /** Returns how many spans may wait, as far as both bounds tell. */
  public int capacity() {
    return (int) Math.max(1, Math.min(maxQueueSpans, maxSpanBytes / SPAN_BYTES));
  }

  int earlyTrigger() {
    long part = (long) capacity() * earlyTriggerPercent / 100;
    return (int) Math.max(1, Math.min(BURST, part));
  }

  /** Returns how many must wait for others to help with rendering. */
  int helpedFrom() {
    return Math.max(1, Math.min(BURST, capacity() / BURST_PART));
  }

  /** Returns how many are taken out at once to be rendered together. */
  int helpedBatch() {
    return (int) Math.min(capacity(), (long) batchSize * HELPED_BATCHES);
  }

  private static void require(boolean condition, String violated, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(violated + ": " + value);
    }
  }
}
