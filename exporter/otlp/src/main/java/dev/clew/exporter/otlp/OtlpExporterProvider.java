// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.otlp;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import dev.clew.exporter.ClewVersion;
import dev.clew.exporter.resource.OtelVariables;
import java.util.List;

/** Creates the exporter {@code otlp}. */
public final class OtlpExporterProvider implements SpanExporterProvider {
  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public List<String> requiredModules() {
    return List.of("java.net.http");
  }

  @Override
  public boolean limitsCallTime() {
    return true;
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    return new OtlpExporter(
        new OtlpConfiguration(OtlpConfiguration.Protocol.HTTP, settings, OtelVariables.ofThisJvm())
            .options(ClewVersion.ofThisJar()),
        settings::warn);
  }
}
