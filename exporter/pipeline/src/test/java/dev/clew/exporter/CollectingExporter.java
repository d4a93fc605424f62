// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it is given. */
class CollectingExporter implements SpanExporter {
  final List<List<ExportRecord>> batches = new CopyOnWriteArrayList<>();
  final AtomicInteger flushes = new AtomicInteger();
  final AtomicInteger closes = new AtomicInteger();

  @Override
  public String name() {
    return "collecting";
  }

  @Override
  public void export(List<ExportRecord> batch) {
    batches.add(List.copyOf(batch));
  }

  @Override
  public void flush() {
    flushes.incrementAndGet();
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }

  List<SpanRecord> spans() {
    return batches.stream()
        .flatMap(List::stream)
        .filter(SpanRecord.class::isInstance)
        .map(SpanRecord.class::cast)
        .toList();
  }
}
