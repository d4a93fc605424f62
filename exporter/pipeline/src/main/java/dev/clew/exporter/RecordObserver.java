// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import java.time.Duration;

/**
 * Sees all records, those included that sampling leaves out.
 *
 * <p>Called on the export thread, with what the processors have left. It may not change anything;
 * what it throws is dropped, the record is not.
 */
public interface RecordObserver {
  /** Takes a look at a record that no exporter has seen yet. */
  void onRecord(ExportRecord record);

  /** Called once, when the pipeline has closed, by whoever closed it. */
  default void onClose(Duration timeLeft) {}
}
