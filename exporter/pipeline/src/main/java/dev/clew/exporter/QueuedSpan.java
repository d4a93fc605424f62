// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.exporter.render.ContentLoss;
import org.jspecify.annotations.Nullable;

/** A span that waits for the export thread, with what is reserved for it; its own link. */
final class QueuedSpan {
  private final FinishedSpan span;
  private final long contentBytes;
  private final int spanBytes;
  private final @Nullable ContentLoss lost;
  // Written by whoever adds it, then by whoever takes it out.
  @Nullable QueuedSpan next;

  /**
   * Makes one that waits nowhere yet.
   *
   * @param spanBytes what the span keeps alive beside its content, as {@link SpanQueue} counts it
   * @param contentBytes what is reserved for its content
   * @param lost why it has no content any more, or null if it has
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
