// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.FinishedSpan;
import org.jspecify.annotations.Nullable;

/**
 * Observes spans as they start and end, on the application's thread: it must be as quick as the
 * tracer itself. Whatever it throws is ignored.
 */
public interface SpanObserver {
  /**
   * Called when a span has started.
   *
   * @return passed to {@link #onEnd}, or null if the end is of no interest
   */
  @Nullable Object onStart(FinishedSpan span);

  /** Called once, on the thread on which the span ended, before it is handed over for export. */
  void onEnd(Object started, FinishedSpan span);
}
