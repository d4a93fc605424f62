// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.ContentPolicy;
import dev.clew.exporter.render.Forms;
import dev.clew.exporter.render.RenderedRecord;
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

  private volatile Forms forms;
  private final ProcessorChain processors;
  private final @Nullable RecordObserver observer;
  private final Selection selection;

  RecordMaker(
      Forms forms,
      ProcessorChain processors,
      @Nullable RecordObserver observer,
      Selection selection) {
    this.forms = forms;
    this.processors = processors;
    this.observer = observer;
    this.selection = selection;
  }

  /** Sets the forms of the records made from now on. */
  void use(Forms other) {
    forms = other;
  }

  List<ContentPolicy> policies() {
    return forms.policies();
  }

  /** Returns whether there is an observer, which needs a record even if no exporter does. */
  boolean hasObserver() {
    return observer != null;
  }

  /** Returns whether an observer also needs the records that sampling will drop. */
  boolean isObserved() {
    return observer != null && observer.isActive();
  }

  /** Returns the rendering of a span, for any thread. */
  SpanRendering rendering(QueuedSpan item) {
    long bytes = Math.max(RECORD_BYTES, item.bytes());
    return new SpanRendering(item.span(), bytes, forms, item.lost());
  }

  /** Returns the record of the trace that ended with {@code span}, once its calls are rendered. */
  @Nullable RenderedRecord trace(FinishedSpan span) {
    TraceRecord trace = span.traceRecord();
    if (trace == null) {
      return null;
    }
    Forms now = forms;
    List<TraceRecord> each = now.renderers().stream().map(one -> one.render(trace)).toList();
    return new RenderedRecord(now.policies(), each, RECORD_BYTES);
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
    List<ExportRecord> processed = new ArrayList<>(record.forms().size());
    for (ExportRecord form : record.forms()) {
      ProcessorChain.Result result = processors.process(form);
      if (result.failed()) {
        losses.add(ContentLoss.PROCESSOR_FAILURE);
      }
      ExportRecord kept = result.record();
      if (kept == null) {
        return null;
      }
      processed.add(kept);
    }
    if (observer != null && observer.isActive() && !processed.isEmpty()) {
      observe(observer, processed.get(0));
    }
    return new RenderedRecord(
        record.policies(), processed, record.bytes(), Set.of(), record.wanted());
  }

  private static void observe(RecordObserver observer, ExportRecord record) {
    try {
      observer.onRecord(record);
    } catch (RuntimeException | LinkageError e) {
      // A failing observer must not cost the span.
    }
  }
}
