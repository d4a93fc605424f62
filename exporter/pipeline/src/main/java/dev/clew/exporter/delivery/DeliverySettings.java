// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.exporter.spool.SpoolSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one exporter's worker.
 *
 * @param maxBatches how many batches may wait for the exporter
 * @param maxBytes how much memory they may keep alive, by estimate; one batch may wait whatever its
 *     size
 * @param timeout how long one call of the exporter may take before its thread is interrupted, or
 *     zero if the exporter limits that itself
 * @param spool where batches wait on disk, or null for no spool
 */
public record DeliverySettings(
    int maxBatches,
    long maxBytes,
    Duration timeout,
    RetrySettings retry,
    @Nullable SpoolSettings spool) {

  public DeliverySettings {
    if (maxBatches < 1) {
      throw new IllegalArgumentException("maxBatches < 1: " + maxBatches);
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("timeout < 0: " + timeout);
    }
  }

  /** Returns 64 batches, 64 MiB, no timeout, no spool. */
  public static DeliverySettings defaults() {
    return new DeliverySettings(64, 64L << 20, Duration.ZERO, RetrySettings.defaults(), null);
  }
}
