// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.sampling;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import java.util.Map;

/** What has to happen in a trace for it to be kept at all. Called on the export thread. */
public interface TraceCondition {
  /** Returns whether a span that has ended satisfies the condition for its trace. */
  boolean isMetBy(FinishedSpan span, SpanRecord record);

  /**
   * Returns the ids of the traces that have open spans, each with whether one of these satisfies
   * the condition already.
   */
  Map<String, Boolean> openTraces();
}
