// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.health;

import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.delivery.ExporterMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Judges the pipeline's counters. */
final class Health implements HealthMXBean {
  /** Spans that wait that long without any of them being rendered mean that a thread is stuck. */
  static final long STILL_NANOS = 50_000_000_000L;

  private final Supplier<PipelineMetrics> pipeline;
  private final Supplier<String> doctor;
  private final LongSupplier nanoTime;
  private long processed = -1;
  private long movedAt;

  Health(Supplier<PipelineMetrics> pipeline, Supplier<String> doctor, LongSupplier nanoTime) {
    this.pipeline = pipeline;
    this.doctor = doctor;
    this.nanoTime = nanoTime;
    this.movedAt = nanoTime.getAsLong();
  }

  @Override
  public boolean isHealthy() {
    return getProblems().isEmpty();
  }

  @Override
  public List<String> getProblems() {
    PipelineMetrics metrics = pipeline.get();
    List<String> problems = new ArrayList<>();
    if (isStill(metrics)) {
      problems.add("%d spans wait and none is processed".formatted(metrics.spansQueued()));
    }
    for (ExporterMetrics exporter : metrics.exporters()) {
      String problem = exporter.problem();
      if (problem != null) {
        problems.add("exporter %s: %s".formatted(exporter.name(), problem));
      }
    }
    return problems;
  }

  /** Returns whether spans wait and nothing was processed for a while; to be called repeatedly. */
  synchronized boolean isStill(PipelineMetrics metrics) {
    long now = nanoTime.getAsLong();
    long done = metrics.spansEnded() - metrics.spansQueued();
    if (metrics.spansQueued() == 0 || done != processed) {
      processed = done;
      movedAt = now;
    }
    return now - movedAt > STILL_NANOS;
  }

  @Override
  public long getSpansEnded() {
    return pipeline.get().spansEnded();
  }

  @Override
  public int getSpansQueued() {
    return pipeline.get().spansQueued();
  }

  @Override
  public long getSpansDropped() {
    return pipeline.get().totalDropped();
  }

  @Override
  public long getSpansSampledOut() {
    return pipeline.get().sampling().spansSampledOut();
  }

  @Override
  public List<ExporterState> getExporters() {
    return pipeline.get().exporters().stream().map(ExporterState::new).toList();
  }

  @Override
  public String doctor() {
    return doctor.get();
  }
}
