// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.exporter.render.ContentLoss;
import org.jspecify.annotations.Nullable;

/** A span that waits for the export thread, with its reserved sizes; also the link of the queue. */
final class QueuedSpan {
  private final FinishedSpan span;
  private final long contentBytes;
  private final int spanBytes;
  private final @Nullable ContentLoss lost;
  // Written by the thread that adds it, then by the one that removes it.
  @Nullable QueuedSpan next;

  /**
   * Creates an item that is not in the queue yet.
   *
   * @param spanBytes what the span keeps alive besides its content, as counted by {@link SpanQueue}
   * @param contentBytes the size reserved for its content
   * @param lost why its content has been lost, or null if it has not
   */
  QueuedSpan(FinishedSpan span, int spanBytes, long contentBytes, @Nullable ContentLoss lost) {
    this.span = span;
    this.spanBytes = spanBytes;
    this.contentBytes = contentBytes;
    this.lost = lost;
  }

  FinishedSpan span() {
    return span;
  }

  int spanBytes() {
    return spanBytes;
  }

  long contentBytes() {
    return contentBytes;
  }

  @Nullable ContentLoss lost() {
    return lost;
  }

  long bytes() {
    return spanBytes + contentBytes;
  }
}
