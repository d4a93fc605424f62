// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.exporter.spool.SpoolMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one exporter did.
 *
 * @param spansExported delivered without a detour over the disk
 * @param spansSpooled handed over to the disk; what became of them there is in {@code spool}
 * @param spansLostBy how many were lost for which reason
 * @param tracesExported trace records, counted apart from spans
 * @param failures how many of its calls failed
 * @param retries how many calls repeated one that had failed
 * @param batchesQueued wait for the exporter, without the one under way
 * @param bytesQueued what they keep alive, by estimate
 * @param lastFailure class and message of the last failure, or null
 */
public record ExporterMetrics(
    String name,
    long spansExported,
    long spansSpooled,
    Map<LossReason, Long> spansLostBy,
    long tracesExported,
    long tracesSpooled,
    Map<LossReason, Long> tracesLostBy,
    long failures,
    long retries,
    Breaker breaker,
    int batchesQueued,
    long bytesQueued,
    SpoolMetrics spool,
    @Nullable String lastFailure) {

  public ExporterMetrics {
    spansLostBy = Map.copyOf(spansLostBy);
    tracesLostBy = Map.copyOf(tracesLostBy);
  }

  /** What the circuit breaker lets through. */
  public enum Breaker {
    /** Everything. */
    CLOSED,
    /** Nothing, until the pause is over. */
    OPEN,
    /** One attempt, whose outcome decides. */
    HALF_OPEN
  }

  /** Returns how many spans were lost for whatever reason. */
  public long spansLost() {
    return sum(spansLostBy);
  }

  /** Returns how many trace records were lost for whatever reason. */
  public long tracesLost() {
    return sum(tracesLostBy);
  }

  private static long sum(Map<LossReason, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
