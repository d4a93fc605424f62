// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import java.time.Duration;
import java.util.List;

/**
 * Receives all records, including those that sampling leaves out.
 *
 * <p>Called on the export thread, after the processors. It must not change anything; if it throws,
 * the exception is ignored and the record continues.
 */
public interface RecordObserver {
  /** Observes a record that no exporter has received yet. */
  void onRecord(ExportRecord record);

  /** Returns whether it wants records at the moment. */
  default boolean isActive() {
    return true;
  }

  /** Called once, after the pipeline has closed, by the thread that closed it. */
  default void onClose(Duration timeLeft) {}

  /** Returns an observer that passes everything on to others. */
  static RecordObserver of(List<? extends RecordObserver> observers) {
    return new RecordObserver() {
      @Override
      public void onRecord(ExportRecord record) {
        for (RecordObserver each : observers) {
          if (each.isActive()) {
            each.onRecord(record);
          }
        }
      }

      @Override
      public boolean isActive() {
        return observers.stream().anyMatch(RecordObserver::isActive);
      }

      @Override
      public void onClose(Duration timeLeft) {
        observers.forEach(each -> each.onClose(timeLeft));
      }
    };
  }
}
