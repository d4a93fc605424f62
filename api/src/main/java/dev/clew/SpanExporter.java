// SPDX-License-Identifier: Apache-2.0
package dev.clew;

import java.util.List;

/**
 * Receives finished spans, in addition to the exporters of {@code clew.exporters}.
 *
 * <p>Called on a thread of Clew's, one call at a time. The content of the spans is what {@code
 * clew.content} allows on this machine. An exception is counted and logged, and costs this exporter
 * the batch; nobody else loses anything.
 */
@FunctionalInterface
public interface SpanExporter {
  /** Takes a batch, in the order in which the spans ended. */
  void export(List<FinishedSpan> spans) throws Exception;
}
