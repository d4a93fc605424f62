// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.RenderedRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outcome for the spans of one batch; counted only if the batch has not been given up. */
final class RenderedBatch {
  private final RecordMaker maker;
  private final List<RenderedRecord> records = new ArrayList<>();
  private final List<ContentLoss> losses = new ArrayList<>();
  private int unreadableSpans;
  private int droppedSpans;
  private int excludedSpans;
  private int droppedTraces;

  RenderedBatch(RecordMaker maker) {
    this.maker = maker;
  }

  /**
   * Adds a span, and the record of the trace that ended with it.
   *
   * @param rendered null if it could not be rendered
   */
  void add(FinishedSpan span, @Nullable RenderedRecord rendered) {
    boolean excluded = false;
    try {
      RenderedRecord selected = rendered == null ? null : maker.selected(span, rendered);
      if (rendered == null) {
        unreadableSpans++;
      } else if (selected == null) {
        excluded = true;
        excludedSpans++;
      } else if (!addProcessed(selected)) {
        droppedSpans++;
      }
    } catch (Throwable t) {
      unreadableSpans++;
    }
    if (span.endsTrace()) {
      addTrace(span, excluded);
    }
  }

  /** A trace that consisted of nothing but the span that is excluded goes with it. */
  private void addTrace(FinishedSpan span, boolean excluded) {
    try {
      RenderedRecord trace = maker.trace(span);
      if (trace == null || (excluded && isAlone(trace)) || !addProcessed(trace)) {
        droppedTraces++;
      }
    } catch (Throwable t) {
      droppedTraces++;
    }
  }

  private static boolean isAlone(RenderedRecord trace) {
    return trace.record() instanceof TraceRecord record && record.spans() == 1;
  }

  private boolean addProcessed(RenderedRecord rendered) {
    Set<ContentLoss> lost = EnumSet.noneOf(ContentLoss.class);
    lost.addAll(rendered.losses());
    RenderedRecord kept = maker.processed(rendered, lost);
    losses.addAll(lost);
    return kept != null && records.add(kept);
  }

  boolean isReadable() {
    return unreadableSpans == 0;
  }

  /** Counts everything, and returns the records. */
  List<RenderedRecord> count(Counters counters) {
    counters.spansDropped(DropReason.UNREADABLE, unreadableSpans);
    counters.spansDropped(DropReason.PROCESSOR, droppedSpans);
    counters.spansDropped(DropReason.EXCLUDED, excludedSpans);
    counters.tracesDropped(droppedTraces);
    losses.forEach(counters::contentLost);
    return records;
  }
}
