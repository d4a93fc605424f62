// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.ExporterSettings;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.MetricsSettings;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.RecordObserver;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.MetricsExporter;
import dev.clew.exporter.metrics.MetricsExporterProvider;
import dev.clew.exporter.metrics.SpanMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes metrics from the pipeline's records, for the metrics exporters enabled in the settings.
 */
final class MetricsWiring implements RecordObserver {
  /** An enabled metrics exporter and its settings. */
  record Wanted(MetricsExporterProvider provider, ExporterSettings settings) {}

  private final List<Wanted> wanted;
  private final AgentLog log;
  private final SpanMetrics spans;
  private final List<MetricsExporter> started = new ArrayList<>();

  private MetricsWiring(List<Wanted> wanted, int maxSeries, AgentLog log) {
    this.wanted = wanted;
    this.log = log;
    this.spans = new SpanMetrics(maxSeries);
  }

  /** Returns null if no metrics exporter is enabled; then no metrics class is loaded. */
  static @Nullable MetricsWiring of(List<Wanted> wanted, Settings settings, AgentLog log) {
    return wanted.isEmpty()
        ? null
        : new MetricsWiring(wanted, Math.toIntExact(settings.get(MetricsSettings.MAX_SERIES)), log);
  }

  /** Starts the metrics exporters, on their own threads. Failures are logged. */
  void start(Supplier<PipelineMetrics> pipeline) {
    ClewMetrics metrics = new ClewMetrics(spans, pipeline, InstantSource.system().instant());
    for (Wanted each : wanted) {
      MetricsExporterProvider provider = each.provider();
      try {
        if (JdkModules.areThere(provider.requiredModules(), provider.setting(), log)) {
          started.add(provider.start(each.settings(), metrics));
        }
      } catch (RuntimeException | LinkageError e) {
        log.warn(provider.setting() + " is off: " + AgentLog.describe(e));
      }
    }
  }

  @Override
  public void onRecord(ExportRecord record) {
    spans.accept(record);
  }

  @Override
  public void onClose(Duration timeLeft) {
    started.forEach(each -> each.close(timeLeft));
  }
}
