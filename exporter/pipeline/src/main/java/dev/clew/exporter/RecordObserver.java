// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import java.time.Duration;

/**
 * Receives all records, including those that sampling leaves out.
 *
 * <p>Called on the export thread, after the processors. It must not change anything; if it throws,
 * the exception is ignored and the record continues.
 */
public interface RecordObserver {
  /** Observes a record that no exporter has received yet. */
  void onRecord(ExportRecord record);

  /** Called once, after the pipeline has closed, by the thread that closed it. */
  default void onClose(Duration timeLeft) {}
}
