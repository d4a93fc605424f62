// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;

/** Creates the exporter {@code file}, which writes the local store. */
public final class FileExporterProvider implements SpanExporterProvider {
  @Override
  public String name() {
    return "file";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  /** An interrupt would close the file. */
  @Override
  public boolean limitsCallTime() {
    return true;
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    return new FileExporter(FileSettings.of(settings));
  }
}
