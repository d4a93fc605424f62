// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says that an exporter delivered a part of a batch, so that the counters stay exact.
 *
 * <p>Any other exception of an exporter means that nothing of the batch was delivered.
 */
public final class PartialExportException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int lostSpans;
  private final int lostTraces;

  public PartialExportException(
      String message, @Nullable Throwable cause, int lostSpans, int lostTraces) {
    super(message, cause);
    this.lostSpans = lostSpans;
    this.lostTraces = lostTraces;
  }

  /** Returns how many spans of the batch were not delivered. */
  public int lostSpans() {
    return lostSpans;
  }

  /** Returns how many traces of the batch were not delivered. */
  public int lostTraces() {
    return lostTraces;
  }
}
