// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.model.TraceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written at once.
 *
 * @param position how far its source has been read with it, or null if that need not be known
 */
public record Batch(List<TraceRecord> records, @Nullable SourcePosition position) {

  public static Batch of(List<TraceRecord> records) {
    return new Batch(records, null);
  }
}
