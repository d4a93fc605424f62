// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.metrics.prometheus;

import dev.clew.api.export.ExporterSettings;
import dev.clew.exporter.metrics.ClewMetrics;
import dev.clew.exporter.metrics.MetricsExporter;
import dev.clew.exporter.metrics.MetricsExporterProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens the endpoint for Prometheus. */
public final class PrometheusProvider implements MetricsExporterProvider {
  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public String setting() {
    return "clew.exporters=prometheus";
  }

  @Override
  public boolean isWanted(ExporterSettings settings, boolean named) {
    return named || settings.get("port") != null;
  }

  @Override
  public MetricsExporter start(ExporterSettings settings, ClewMetrics metrics) {
    String port = settings.get("port");
    PrometheusEndpoint endpoint =
        new PrometheusEndpoint(
            Objects.requireNonNullElse(settings.get("host"), "127.0.0.1"),
            port == null ? 9464 : Integer.parseInt(port),
            list(settings.get("allowed-hosts")),
            metrics,
            () -> texts(settings.resource()),
            settings::warn);
    endpoint.start();
    return timeout -> endpoint.close();
  }

  private static List<String> list(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::trim).filter(each -> !each.isEmpty()).toList();
  }

  private static Map<String, String> texts(Map<String, Object> resource) {
    return resource.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> String.valueOf(each.getValue())));
  }
}
