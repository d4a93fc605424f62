// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.spool;

import dev.clew.exporter.folder.FolderGuard;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where batches wait, and how many for how long.
 *
 * @param folder one exporter's own; several JVMs may share it
 * @param maxBytes beyond it the oldest batches are deleted
 * @param maxAge beyond it a batch is deleted
 * @param guard looks at the folder before anything is written to it or sent from it
 */
public record SpoolSettings(Path folder, long maxBytes, Duration maxAge, FolderGuard guard) {
  /** Settings of a folder that has to be this user's own. */
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
