// SPDX-License-Identifier: Apache-2.0
package com.example.steps;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.ExporterSettings;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanExporterProvider;
import dev.clew.api.export.SpanRecord;
import java.util.List;
import java.util.Queue;

/** Passes exported spans to the application in an object of JDK classes, which both know. */
public final class JournalProvider implements SpanExporterProvider {
  @Override
  public String name() {
    return "journal";
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public SpanExporter create(ExporterSettings settings) {
    return new Journal();
  }

  private static final class Journal implements SpanExporter {
    @Override
    public String name() {
      return "journal";
    }

    @Override
    @SuppressWarnings("unchecked") // set by app.Journal
    public void export(List<ExportRecord> batch) {
      Queue<String[]> journal = (Queue<String[]>) System.getProperties().get("app.journal");
      for (ExportRecord each : batch) {
        if (each instanceof SpanRecord span) {
          journal.add(
              new String[] {
                span.name(), span.traceId(), span.spanId(), span.parentId(), span.status().name()
              });
        }
      }
    }
  }
}
