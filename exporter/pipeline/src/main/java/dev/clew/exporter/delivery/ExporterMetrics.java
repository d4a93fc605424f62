// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.exporter.spool.SpoolMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one exporter.
 *
 * @param spansExported delivered without going through the disk
 * @param spansSpooled written to disk; their fate from there on is in {@code spool}
 * @param spansLostBy how many were lost for which reason
 * @param tracesExported trace records, counted separately from spans
 * @param failures how many calls failed
 * @param retries how many calls repeated a failed one
 * @param batchesQueued waiting batches, without the one in progress
 * @param bytesQueued the memory they keep alive, by estimate
 * @param lastFailure class and message of the last failure, or null
 * @param lastSuccessMillis when a call last succeeded, in milliseconds since 1970; 0 if never
 * @param lastFailureMillis when a call last failed, likewise
 * @param busyMillis how long the current call has taken so far; 0 if there is none
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
    @Nullable String lastFailure,
    long lastSuccessMillis,
    long lastFailureMillis,
    long busyMillis) {

  public ExporterMetrics {
    spansLostBy = Map.copyOf(spansLostBy);
    tracesLostBy = Map.copyOf(tracesLostBy);
  }

  /** What the circuit breaker allows. */
  public enum Breaker {
    /** Everything. */
    CLOSED,
    /** Nothing until the pause is over. */
    OPEN,
    /** One attempt, whose outcome decides. */
    HALF_OPEN
  }

  /** A call that takes that long is stuck, whatever the timeout. */
  public static final long STUCK_MILLIS = 30_000;

  /** Returns whether the exporter delivers, as far as is known. */
  public boolean isHealthy() {
    return problem() == null;
  }

  /** Returns why the exporter delivers nothing at the moment, or null. */
  public @Nullable String problem() {
    if (busyMillis > STUCK_MILLIS) {
      return "a call has been running for %d s".formatted(busyMillis / 1000);
    }
    boolean failing = lastFailureMillis > 0 && lastFailureMillis >= lastSuccessMillis;
    return failing || breaker == Breaker.OPEN ? String.valueOf(lastFailure) : null;
  }

  /** Returns how many spans were lost for any reason. */
  public long spansLost() {
    return sum(spansLostBy);
  }

  /** Returns how many trace records were lost for any reason. */
  public long tracesLost() {
    return sum(tracesLostBy);
  }

  private static long sum(Map<LossReason, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
