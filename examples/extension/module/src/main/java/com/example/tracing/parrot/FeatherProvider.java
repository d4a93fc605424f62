// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import java.nio.file.Path;

/** Offers the exporter {@code feather} to {@code clew.exporters}. */
public final class FeatherProvider implements SpanExporterProvider {
  @Override
  public String name() {
    return "feather";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    String file = settings.get("file");
    return new FeatherExporter(
        file == null ? settings.home().resolve("feathers.txt") : Path.of(file));
  }
}
