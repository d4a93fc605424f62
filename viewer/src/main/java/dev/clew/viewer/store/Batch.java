// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store;

import dev.clew.viewer.model.TraceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is written at once.
 *
 * @param position how far the source has been read after this batch, or null if that need not be
 *     stored
 */
public record Batch(List<TraceRecord> records, @Nullable SourcePosition position) {

  public static Batch of(List<TraceRecord> records) {
    return new Batch(records, null);
  }
}
