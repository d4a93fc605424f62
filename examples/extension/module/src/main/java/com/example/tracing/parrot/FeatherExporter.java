// SPDX-License-Identifier: Apache-2.0
package com.example.tracing.parrot;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes one line per span: its name, how it came out, and who pays for it. */
final class FeatherExporter implements SpanExporter {
  private final Path file;

  FeatherExporter(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return "feather";
  }

  @Override
  public void export(List<ExportRecord> batch) throws IOException {
    List<String> lines = new ArrayList<>();
    for (ExportRecord each : batch) {
      if (each instanceof SpanRecord span) {
        Object tenant = span.attributes().getOrDefault("tenant", "nobody");
        lines.add("%s, %s, %s".formatted(span.name(), span.status(), tenant));
      }
    }
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
