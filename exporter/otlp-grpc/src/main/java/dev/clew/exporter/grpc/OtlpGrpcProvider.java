// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.grpc;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import dev.clew.exporter.ClewVersion;
import dev.clew.exporter.otlp.OtlpConfiguration;
import dev.clew.exporter.otlp.OtlpExporter;
import dev.clew.exporter.otlp.OtlpOptions;
import dev.clew.exporter.resource.OtelVariables;

/**
 * Creates the exporter {@code otlp-grpc}; its settings are those of {@code otlp} under another
 * prefix.
 */
public final class OtlpGrpcProvider implements SpanExporterProvider {
  @Override
  public String name() {
    return "otlp-grpc";
  }

  @Override
  public boolean limitsCallTime() {
    return true;
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    OtlpOptions options =
        new OtlpConfiguration(OtlpConfiguration.Protocol.GRPC, settings, OtelVariables.ofThisJvm())
            .options(ClewVersion.ofThisJar());
    return new OtlpExporter(name(), options, new OtlpGrpc(options.target()), settings::warn);
  }
}
