// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import java.util.List;

/**
 * Records on their way to an exporter; several exporters may share one batch.
 *
 * @param spans how many of the records are spans; the others are traces
 * @param bytes how much memory they keep alive, by estimate
 */
public record Batch(List<ExportRecord> records, int spans, long bytes) {
  /** Counts the spans among {@code records}. */
  public static Batch of(List<ExportRecord> records, long bytes) {
    return new Batch(List.copyOf(records), spans(records), bytes);
  }

  /** Returns whether there is nothing in it. */
  public boolean isEmpty() {
    return records.isEmpty();
  }

  int traces() {
    return records.size() - spans;
  }

  static int spans(List<ExportRecord> records) {
    int spans = 0;
    for (ExportRecord each : records) {
      spans += each instanceof SpanRecord ? 1 : 0;
    }
    return spans;
  }
}
