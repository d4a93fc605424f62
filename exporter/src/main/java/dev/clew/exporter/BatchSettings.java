// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.time.Duration;

/**
 * The bounds and rhythm of the pipeline.
 *
 * @param maxQueueRecords how many spans and traces may wait, where a span with which its trace ends
 *     and that trace count as one; beyond it new ones are dropped
 * @param maxQueueBytes how much content may wait or be under way, as estimated by the payloads;
 *     beyond it new spans lose their content
 * @param batchSize how many records an exporter is given at once
 * @param delay how long a record waits at most before it is exported
 * @param earlyTriggerPercent how full the queue may get before export starts without the delay; it
 *     does in any case once 2,048 records wait
 */
public record BatchSettings(
    int maxQueueRecords,
    long maxQueueBytes,
    int batchSize,
    Duration delay,
    int earlyTriggerPercent) {

  /** As many are a burst; a quarter of a small queue is, and leaves room while threads start. */
  private static final int BURST = 2_048;

  private static final int BURST_PART = 4;

  /** Of a single batch nothing is left when a thread that was woken for it gets its turn. */
  private static final int HELPED_BATCHES = 8;

  public BatchSettings {
    require(maxQueueRecords >= 1, "maxQueueRecords < 1", maxQueueRecords);
    require(maxQueueBytes >= 0, "maxQueueBytes < 0", maxQueueBytes);
    require(batchSize >= 1, "batchSize < 1", batchSize);
    require(batchSize <= maxQueueRecords, "batchSize > maxQueueRecords", batchSize);
    require(!delay.isNegative() && !delay.isZero(), "delay <= 0", delay);
    require(delay.compareTo(Duration.ofHours(1)) <= 0, "delay > 1 hour", delay);
    require(
        earlyTriggerPercent >= 1 && earlyTriggerPercent <= 100,
        "earlyTriggerPercent not in 1..100",
        earlyTriggerPercent);
  }

  /** Returns 65,536 records, 64 MiB, batches of 128, 5 seconds, 25 percent. */
  public static BatchSettings defaults() {
    return new BatchSettings(65_536, 64L << 20, 128, Duration.ofSeconds(5), 25);
  }

  int earlyTrigger() {
    long part = (long) maxQueueRecords * earlyTriggerPercent / 100;
    return (int) Math.max(1, Math.min(BURST, part));
  }

  /** Returns how many must wait for the export thread to call for help. */
  int helpedFrom() {
    return Math.max(1, Math.min(BURST, maxQueueRecords / BURST_PART));
  }

  /** Returns how many are taken out at once to be rendered together. */
  int helpedBatch() {
    return (int) Math.min(maxQueueRecords, (long) batchSize * HELPED_BATCHES);
  }

  private static void require(boolean condition, String violated, Object value) {
    if (!condition) {
      throw new IllegalArgumentException(violated + ": " + value);
    }
  }
}
