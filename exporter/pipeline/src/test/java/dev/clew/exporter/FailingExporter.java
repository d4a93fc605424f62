// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import java.io.IOException;
import java.util.List;

/** Throws what it is told to, as long as that is not null. */
final class FailingExporter implements SpanExporter {
  volatile Throwable failure;

  FailingExporter(Throwable failure) {
    this.failure = failure;
  }

  @Override
  public String name() {
    return "failing";
  }

  @Override
  public void export(List<ExportRecord> batch) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
