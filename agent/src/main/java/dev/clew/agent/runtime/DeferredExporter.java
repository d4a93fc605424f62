// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exporter that is made with its first batch, on the export thread: making one loads Jackson,
 * which the thread that ends the first span shall not pay for.
 */
final class DeferredExporter implements SpanExporter {
  private final String name;
  private final Supplier<SpanExporter> maker;
  private @Nullable SpanExporter made;

  DeferredExporter(String name, Supplier<SpanExporter> maker) {
    this.name = name;
    this.maker = maker;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void export(List<ExportRecord> batch) throws IOException {
    if (made == null) {
      made = maker.get();
    }
    made.export(batch);
  }

  @Override
  public void flush() throws IOException {
    if (made != null) {
      made.flush();
    }
  }

  @Override
  public void close() throws IOException {
    if (made != null) {
      made.close();
    }
  }
}
