// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.otlp;

import dev.clew.api.export.ExporterSettings;
import dev.clew.exporter.ClewVersion;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.MetricsExporter;
import dev.clew.exporter.metrics.MetricsExporterProvider;
import dev.clew.exporter.otlp.OtlpConfiguration;
import dev.clew.exporter.resource.OtelVariables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** Sends metrics to the receiver of {@code otlp}, whether or not it also receives spans. */
public final class OtlpMetricsProvider implements MetricsExporterProvider {
  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public String setting() {
    return "clew.otlp.metrics=true";
  }

  @Override
  public boolean isWanted(ExporterSettings settings, boolean named) {
    return Boolean.TRUE.equals(settings.getBoolean("metrics"));
  }

  @Override
  public List<String> requiredModules() {
    return List.of("java.net.http");
  }

  @Override
  public MetricsExporter start(ExporterSettings settings, ClewMetrics metrics) {
    Duration interval = settings.getDuration("metrics.interval");
    MetricsSender sender =
        new MetricsSender(
            OtlpConfiguration.ofMetrics(settings, OtelVariables.ofThisJvm())
                .options(ClewVersion.ofThisJar()),
            metrics,
            Objects.requireNonNullElse(interval, Duration.ofSeconds(60)),
            InstantSource.system(),
            settings::warn);
    sender.start();
    return sender;
  }
}
