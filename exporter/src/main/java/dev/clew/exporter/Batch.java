// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanRecord;
import java.util.List;

/**
 * Records on their way to the exporters.
 *
 * @param spans how many of them are spans; the others are traces
 */
record Batch(List<ExportRecord> records, int spans) {
  static Batch of(List<ExportRecord> records) {
    int spans = (int) records.stream().filter(SpanRecord.class::isInstance).count();
    return new Batch(List.copyOf(records), spans);
  }

  int traces() {
    return records.size() - spans;
  }
}
