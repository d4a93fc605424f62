// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import dev.clew.exporter.folder.FolderGuard;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where batches wait, how many and for how long.
 *
 * @param folder for one exporter only; several JVMs may share it
 * @param maxBytes the size beyond which the oldest batches are deleted
 * @param maxAge the age beyond which a batch is deleted
 * @param guard checks the folder before anything is written to it or sent from it
 */
public record SpoolSettings(Path folder, long maxBytes, Duration maxAge, FolderGuard guard) {
  /** Creates settings for a folder that must belong to the current user. */
  public SpoolSettings(Path folder, long maxBytes, Duration maxAge) {
    this(folder, maxBytes, maxAge, FolderGuard.of(folder));
  }

  public SpoolSettings {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("maxBytes < 0: " + maxBytes);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge <= 0: " + maxAge);
    }
  }
}
