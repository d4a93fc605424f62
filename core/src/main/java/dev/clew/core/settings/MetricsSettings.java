// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.time.Duration;
import java.util.List;

/** Settings for metrics, for all exporters of metrics. */
public final class MetricsSettings {
  public static final Setting<Long> PROMETHEUS_PORT =
      new Setting<>(
          "clew.prometheus.port",
          SettingType.count(1, 65_535),
          "9464",
          "The port that serves `/metrics`, if `clew.exporters` names `prometheus` or this is"
              + " set.");

  public static final Setting<String> PROMETHEUS_HOST =
      new Setting<>(
          "clew.prometheus.host",
          SettingType.text(),
          "127.0.0.1",
          "The address to listen on. Anyone who can reach it can read the names of models, tools"
              + " and agents.");

  public static final Setting<List<String>> PROMETHEUS_ALLOWED_HOSTS =
      new Setting<>(
          "clew.prometheus.allowed-hosts",
          SettingType.list("host names, with stars"),
          "",
          "Host names under which the page may be requested, besides `localhost` and IP addresses;"
              + " requests under other names are refused, because any web page could make them. If"
              + " empty, any name is allowed when `clew.prometheus.host` is not a loopback"
              + " address.");

  public static final Setting<Boolean> OTLP_METRICS =
      new Setting<>(
          "clew.otlp.metrics",
          SettingType.bool(),
          "false",
          "Whether metrics are sent to `/v1/metrics` of `clew.otlp.endpoint`.");

  public static final Setting<Duration> OTLP_METRICS_INTERVAL =
      new Setting<>(
          "clew.otlp.metrics.interval",
          SettingType.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
          "60s",
          "How often metrics are sent.");

  public static final Setting<Long> MAX_SERIES =
      new Setting<>(
          "clew.metrics.max-series",
          SettingType.count(10, 100_000),
          "1000",
          "Maximum series per metric; further ones share a single series and are counted.");

  static final List<Setting<?>> ALL =
      List.of(
          PROMETHEUS_PORT,
          PROMETHEUS_HOST,
          PROMETHEUS_ALLOWED_HOSTS,
          OTLP_METRICS,
          OTLP_METRICS_INTERVAL,
          MAX_SERIES);

  private MetricsSettings() {}
}
