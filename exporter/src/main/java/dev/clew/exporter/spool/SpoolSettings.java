// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where batches wait, and how many for how long.
 *
 * @param folder one exporter's own; several JVMs may share it
 * @param maxBytes beyond it the oldest batches are deleted
 * @param maxAge beyond it a batch is deleted
 */
public record SpoolSettings(Path folder, long maxBytes, Duration maxAge) {
  public SpoolSettings {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes < 0: " + maxBytes);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge <= 0: " + maxAge);
    }
  }
}
