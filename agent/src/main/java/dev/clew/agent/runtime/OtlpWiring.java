// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.core.log.AgentLog;
import dev.clew.core.settings.OtlpSettings;
import dev.clew.core.settings.OtlpSettings.Compression;
import dev.clew.core.settings.Settings;
import dev.clew.exporter.otlp.OtelVariables;
import dev.clew.exporter.otlp.OtlpChoices;
import dev.clew.exporter.otlp.OtlpConfiguration;
import dev.clew.exporter.otlp.OtlpOptions;

/** Passes the settings to the OTLP exporter. Opens no files or connections. */
final class OtlpWiring {
  private OtlpWiring() {}

  static OtlpOptions options(Settings settings, AgentLog log) {
    return new OtlpConfiguration(
            OtlpConfiguration.Protocol.HTTP,
            choices(settings),
            otel(),
            line -> log.warnOnce(line, line))
        .options(ClewVersion.ofThisJar());
  }

  static OtlpOptions metricsOptions(Settings settings, AgentLog log) {
    return OtlpConfiguration.ofMetrics(choices(settings), otel(), line -> log.warnOnce(line, line))
        .options(ClewVersion.ofThisJar());
  }

  private static OtelVariables otel() {
    return new OtelVariables(System::getProperty, System.getenv());
  }

  private static OtlpChoices choices(Settings settings) {
    Compression compression = settings.find(OtlpSettings.COMPRESSION);
    return new OtlpChoices(
        settings.find(OtlpSettings.ENDPOINT),
        settings.find(OtlpSettings.HEADERS),
        compression == null ? null : compression == Compression.GZIP,
        settings.find(OtlpSettings.TIMEOUT),
        settings.find(OtlpSettings.CERTIFICATE),
        settings.find(OtlpSettings.CLIENT_KEY),
        settings.find(OtlpSettings.CLIENT_CERTIFICATE),
        settings.find(OtlpSettings.SERVICE_NAME),
        settings.find(OtlpSettings.RESOURCE_ATTRIBUTES),
        settings.get(OtlpSettings.SEMCONV),
        settings.get(OtlpSettings.PROFILE));
  }
}
