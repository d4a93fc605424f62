// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.RenderedRecord;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.render.SpanRendering;
import dev.clew.exporter.sampling.TraceCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates the records of queued spans, one per content policy, and runs the processors on them. */
final class RecordMaker {
  /** The estimated size of a record besides its content. */
  private static final long RECORD_BYTES = 512;

  private volatile List<SpanRenderer> renderers;
  private final ProcessorChain processors;
  private final @Nullable RecordObserver observer;
  private final Selection selection;

  RecordMaker(
      List<SpanRenderer> renderers,
      ProcessorChain processors,
      @Nullable RecordObserver observer,
      Selection selection) {
    this.renderers = List.copyOf(renderers);
    this.processors = processors;
    this.observer = observer;
    this.selection = selection;
  }

  /** Adds a form to the records made from now on. */
  void add(SpanRenderer renderer) {
    List<SpanRenderer> more = new ArrayList<>(renderers);
    more.add(renderer);
    renderers = List.copyOf(more);
  }

  /** Returns whether an observer also needs the records that sampling will drop. */
  boolean isObserved() {
    return observer != null && observer.isActive();
  }

  /** Returns the rendering of a span, for any thread. */
  SpanRendering rendering(QueuedSpan item) {
    long bytes = Math.max(RECORD_BYTES, item.bytes());
    return new SpanRendering(item.span(), bytes, renderers, item.lost());
  }

  /** Returns the record of the trace that ended with {@code span}, once its calls are rendered. */
  @Nullable RenderedRecord trace(FinishedSpan span) {
    TraceRecord trace = span.traceRecord();
    if (trace == null) {
      return null;
    }
    List<TraceRecord> forms = renderers.stream().map(each -> each.render(trace)).toList();
    return new RenderedRecord(forms, RECORD_BYTES);
  }

  /** Returns the record with whether its trace is to be kept because of it; null if excluded. */
  @Nullable RenderedRecord selected(FinishedSpan span, RenderedRecord rendered) {
    if (rendered.forms().isEmpty() || !(rendered.record() instanceof SpanRecord record)) {
      return rendered;
    }
    if (selection.excluded().test(record.data())) {
      return null;
    }
    TraceCondition condition = selection.condition();
    return condition != null && condition.isMetBy(span, record) ? rendered.asWanted() : rendered;
  }

  /**
   * Runs the processors on a record; for one thread.
   *
   * @param losses receives what the record lost here
   * @return null if a processor dropped it
   */
  @Nullable RenderedRecord processed(RenderedRecord record, Set<ContentLoss> losses) {
    if (processors.isEmpty() && !isObserved()) {
      return record;
    }
    List<ExportRecord> forms = new ArrayList<>(record.forms().size());
    for (ExportRecord form : record.forms()) {
      ProcessorChain.Result result = processors.process(form);
      if (result.failed()) {
        losses.add(ContentLoss.PROCESSOR_FAILURE);
      }
      ExportRecord kept = result.record();
      if (kept == null) {
        return null;
      }
      forms.add(kept);
    }
    if (observer != null && observer.isActive() && !forms.isEmpty()) {
      observe(observer, forms.get(0));
    }
    return new RenderedRecord(forms, record.bytes(), Set.of(), record.wanted());
  }

  private static void observe(RecordObserver observer, ExportRecord record) {
    try {
      observer.onRecord(record);
    } catch (RuntimeException | LinkageError e) {
      // A failing observer must not cost the span.
    }
  }
}
