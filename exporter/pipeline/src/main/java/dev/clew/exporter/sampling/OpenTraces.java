// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What open spans say about traces that do not meet the condition yet: an agent's run ends after
 * everything within it, and may take longer than anything may wait.
 */
final class OpenTraces {
  /** Looking is too costly to be done for every trace. */
  private static final long VALID_NANOS = 100_000_000L;

  private final TraceCondition condition;
  private final LongSupplier nanoTime;
  private Map<String, Boolean> seen = Map.of();
  private long seenAt;
  private boolean looked;

  OpenTraces(TraceCondition condition, LongSupplier nanoTime) {
    this.condition = condition;
    this.nanoTime = nanoTime;
  }

  enum State {
    /** An open span meets the condition. */
    MET,
    OPEN,
    /** No span of the trace is open. */
    OVER
  }

  State state(String traceId) {
    long now = nanoTime.getAsLong();
    if (!looked || now - seenAt > VALID_NANOS) {
      seen = condition.openTraces();
      seenAt = now;
      looked = true;
    }
    Boolean met = seen.get(traceId);
    return met == null ? State.OVER : met ? State.MET : State.OPEN;
  }
}
