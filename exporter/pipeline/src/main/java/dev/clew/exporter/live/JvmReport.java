// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.live;

import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.json.JvmRecord;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates a line about the JVM every few seconds while something is being traced.
 *
 * <p>For one thread.
 */
public final class JvmReport {
  /** How often a line is written. */
  static final long INTERVAL_NANOS = 5_000_000_000L;

  private final String id;
  private final Supplier<Map<String, Object>> facts;
  private final Supplier<PipelineMetrics> pipeline;
  private final long queueCapacity;
  private final BooleanSupplier available;
  private @Nullable JvmFigures figures;
  private boolean off;
  private Map<String, Object> known = Map.of();
  private boolean open;
  private long spans;
  private long unhealthy;
  private long last;

  /**
   * @param id process id and start, as in the names of the trace files
   * @param facts values that do not change, repeated in every line because a file may be deleted;
   *     read once
   * @param queueCapacity how many spans may wait
   * @param available checks, when the first line is due, whether {@code java.management} is present
   */
  public JvmReport(
      String id,
      Supplier<Map<String, Object>> facts,
      Supplier<PipelineMetrics> pipeline,
      long queueCapacity,
      BooleanSupplier available) {
    this.id = id;
    this.facts = facts;
    this.pipeline = pipeline;
    this.queueCapacity = queueCapacity;
    this.available = available;
  }

  /** Starts counting the time to the first line. */
  void begin(long now) {
    last = now;
  }

  /**
   * Returns a line if one is due and something was traced since the previous one, or an exporter
   * has failed or recovered.
   *
   * @param now nanoseconds since 1970
   * @param anyOpen whether a span is open now
   */
  @Nullable JvmRecord due(long now, boolean anyOpen) {
    open |= anyOpen;
    if (off || now - last < INTERVAL_NANOS) {
      return null;
    }
    PipelineMetrics metrics = pipeline.get();
    long unhealthyNow = PipelineFigures.unhealthy(metrics);
    boolean traced = open || metrics.spansEnded() != spans || unhealthyNow != unhealthy;
    open = false;
    unhealthy = unhealthyNow;
    spans = metrics.spansEnded();
    last = now;
    return traced ? record(now, metrics) : null;
  }

  private @Nullable JvmRecord record(long now, PipelineMetrics metrics) {
    JvmFigures present = figures;
    if (present == null) {
      if (!available.getAsBoolean()) {
        off = true;
        return null;
      }
      present = new JvmFigures();
      figures = present;
      known = Map.copyOf(facts.get());
    }
    Map<String, Number> all = present.read();
    all.putAll(PipelineFigures.of(metrics, queueCapacity));
    return new JvmRecord(id, now, known, all);
  }
}
