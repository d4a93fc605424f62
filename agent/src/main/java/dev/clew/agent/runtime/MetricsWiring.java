// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.ExportRecord;
import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.MetricsSettings;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.PipelineMetrics;
import dev.clew.exporter.RecordObserver;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.SpanMetrics;
import dev.clew.exporter.metrics.otlp.MetricsSender;
import dev.clew.exporter.metrics.prometheus.PrometheusEndpoint;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes metrics from the pipeline's records, for the consumers named in the settings. */
final class MetricsWiring implements RecordObserver {
  private final Settings settings;
  private final AgentLog log;
  private final SpanMetrics spans;
  private @Nullable PrometheusEndpoint endpoint;
  private @Nullable MetricsSender sender;

  private MetricsWiring(Settings settings, AgentLog log) {
    this.settings = settings;
    this.log = log;
    this.spans = new SpanMetrics(Math.toIntExact(settings.get(MetricsSettings.MAX_SERIES)));
  }

  /** Returns null if no metrics are wanted; then none of their classes are loaded. */
  static @Nullable MetricsWiring of(Settings settings, AgentLog log) {
    return wantsEndpoint(settings) || settings.get(MetricsSettings.OTLP_METRICS)
        ? new MetricsWiring(settings, log)
        : null;
  }

  /** Starts the publishers of metrics, on their own threads. Failures are logged. */
  void start(Supplier<PipelineMetrics> pipeline) {
    ClewMetrics metrics = new ClewMetrics(spans, pipeline, InstantSource.system().instant());
    if (wantsEndpoint(settings)) {
      guarded("no metrics for Prometheus", () -> startEndpoint(metrics));
    }
    if (settings.get(MetricsSettings.OTLP_METRICS)
        && JdkModule.HTTP_CLIENT.isPresent(MetricsSettings.OTLP_METRICS.name() + "=true", log)) {
      guarded("metrics are not sent to clew.otlp.endpoint", () -> startSender(metrics));
    }
  }

  private void guarded(String consequence, Runnable start) {
    try {
      start.run();
    } catch (RuntimeException | LinkageError e) {
      log.warn(consequence + ": " + AgentLog.describe(e));
    }
  }

  private void startEndpoint(ClewMetrics metrics) {
    PrometheusEndpoint created =
        new PrometheusEndpoint(
            settings.get(MetricsSettings.PROMETHEUS_HOST),
            Math.toIntExact(settings.get(MetricsSettings.PROMETHEUS_PORT)),
            settings.get(MetricsSettings.PROMETHEUS_ALLOWED_HOSTS),
            metrics,
            this::resource,
            log::warn);
    created.start();
    endpoint = created;
  }

  private void startSender(ClewMetrics metrics) {
    MetricsSender created =
        new MetricsSender(
            OtlpWiring.metricsOptions(settings, log),
            metrics,
            settings.get(MetricsSettings.OTLP_METRICS_INTERVAL),
            InstantSource.system(),
            log::warn);
    created.start();
    sender = created;
  }

  @Override
  public void onRecord(ExportRecord record) {
    spans.accept(record);
  }

  @Override
  public void onClose(Duration timeLeft) {
    if (sender != null) {
      sender.close(timeLeft);
    }
    if (endpoint != null) {
      endpoint.close();
    }
  }

  private static boolean wantsEndpoint(Settings settings) {
    return settings.get(ClewSettings.EXPORTERS).contains(ExporterCatalog.PROMETHEUS)
        || settings.find(MetricsSettings.PROMETHEUS_PORT) != null;
  }

  private Map<String, String> resource() {
    return OtlpWiring.metricsOptions(settings, log).resource().attributes().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
  }
}
