// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.time.Duration;

/**
 * The limits and timing of the pipeline.
 *
 * @param maxQueueSpans the maximum number of waiting spans; beyond it new ones are dropped
 * @param maxSpanBytes the estimated memory that waiting spans may keep alive besides their content;
 *     beyond it new ones are dropped as well
 * @param maxQueueBytes the amount of content that may wait or be in progress, as estimated by the
 *     payloads; beyond it new spans lose their content
 * @param batchSize the maximum number of records passed to an exporter at once
 * @param delay the longest time a record waits before it is exported
 * @param earlyTriggerPercent how full the queue may get before export starts without the delay;
 *     export always starts once 2,048 spans wait
 */
public record BatchSettings(
    int maxQueueSpans,
    long maxSpanBytes,
    long maxQueueBytes,
    int batchSize,
    Duration delay,
    int earlyTriggerPercent) {

  /** The minimum size of a span from Clew's tracer, without its content. */
  private static final int SPAN_BYTES = 256;

  /**
   * The number of waiting spans that counts as a burst; for a small queue, a quarter of it, which
   * leaves room while threads start.
   */
  private static final int BURST = 2_048;

  private static final int BURST_PART = 4;

  /** A thread that was woken for a single batch would find nothing left of it. */
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

  /** Creates settings that limit the spans themselves only by number. */
  public BatchSettings(
      int maxQueueSpans,
      long maxQueueBytes,
      int batchSize,
      Duration delay,
      int earlyTriggerPercent) {
    this(maxQueueSpans, Long.MAX_VALUE, maxQueueBytes, batchSize, delay, earlyTriggerPercent);
  }

  /**
   * Returns the defaults: 128 MiB of spans, 64 MiB of content, batches of 128, 5 seconds, 25
   * percent.
   */
  public static BatchSettings defaults() {
    return new BatchSettings(
        SpanQueue.MOST_SPANS, 128L << 20, 64L << 20, 128, Duration.ofSeconds(5), 25);
  }

  /** Returns how many spans may wait under both limits. */
  public int capacity() {
    return (int) Math.max(1, Math.min(maxQueueSpans, maxSpanBytes / SPAN_BYTES));
  }

  int earlyTrigger() {
    long part = (long) capacity() * earlyTriggerPercent / 100;
    return (int) Math.max(1, Math.min(BURST, part));
  }

  /** Returns how many spans must wait for helpers to join the rendering. */
  int helpedFrom() {
    return Math.max(1, Math.min(BURST, capacity() / BURST_PART));
  }

  /** Returns how many spans are removed from the queue at once to be rendered together. */
  int helpedBatch() {
    return (int) Math.min(capacity(), (long) batchSize * HELPED_BATCHES);
  }

  private static void require(boolean condition, String violated, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(violated + ": " + value);
    }
  }
}
