// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.render.Rendering;
import dev.clew.exporter.render.SpanRenderer;
import dev.clew.exporter.sampling.Candidate;
import dev.clew.exporter.span.SharedContent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders what waited, once per content policy, and lets the processors see it. */
final class RecordMaker {
  /** What a record keeps alive besides its content. */
  private static final long RECORD_BYTES = 512;

  private final List<SpanRenderer> renderers;
  private final ProcessorChain processors;
  private final @Nullable RecordObserver observer;

  RecordMaker(
      List<SpanRenderer> renderers, ProcessorChain processors, @Nullable RecordObserver observer) {
    this.renderers = List.copyOf(renderers);
    this.processors = processors;
    this.observer = observer;
  }

  /** Returns whether somebody wants to see what sampling is going to drop, too. */
  boolean isObserved() {
    return observer != null;
  }

  /** What was rendered, by policy, and what it lost on the way. */
  record Forms(List<ExportRecord> records, EnumSet<ContentLoss> losses) {}

  /** A rendered record, null if a processor dropped it, and what it lost on the way. */
  record Made(@Nullable Candidate candidate, Set<ContentLoss> losses) {}

  /**
   * Renders what waited; for any number of threads at once.
   *
   * <p>Throws only what the plain accessors of a span throw. A trace says what its calls cost that
   * have been rendered, so it comes after them.
   */
  Forms render(SpanQueue.Item item) {
    List<ExportRecord> forms = new ArrayList<>(renderers.size());
    EnumSet<ContentLoss> losses = EnumSet.noneOf(ContentLoss.class);
    if (item instanceof SpanQueue.WaitingSpan waiting) {
      FinishedSpan span = waiting.span();
      // A payload is rendered once, whoever wants to see how much of it.
      FinishedSpan shared = renderers.size() > 1 ? new SharedContent(span) : span;
      for (SpanRenderer renderer : renderers) {
        Rendering rendering = renderer.render(shared);
        if (rendering.failure() != null) {
          losses.add(ContentLoss.RENDER_FAILURE);
        }
        forms.add(rendering.span());
      }
    } else {
      TraceRecord trace = ((SpanQueue.WaitingTrace) item).record();
      renderers.forEach(renderer -> forms.add(renderer.render(trace)));
    }
    return new Forms(forms, losses);
  }

  /** Lets the processors see what was rendered of {@code item}; for one thread. */
  Made finish(SpanQueue.Item item, Forms forms) {
    return processed(forms.records(), Math.max(RECORD_BYTES, item.bytes()), forms.losses());
  }

  private Made processed(List<ExportRecord> forms, long bytes, EnumSet<ContentLoss> losses) {
    for (int i = 0; i < forms.size(); i++) {
      ProcessorChain.Result result = processors.process(forms.get(i));
      if (result.failed()) {
        losses.add(ContentLoss.PROCESSOR_FAILURE);
      }
      ExportRecord record = result.record();
      if (record == null) {
        return new Made(null, losses);
      }
      forms.set(i, record);
    }
    if (observer != null && !forms.isEmpty()) {
      observe(observer, forms.get(0));
    }
    return new Made(new Candidate(forms, bytes), losses);
  }

  private static void observe(RecordObserver observer, ExportRecord record) {
    try {
      observer.onRecord(record);
    } catch (RuntimeException | LinkageError e) {
      // To look at a span must not cost it.
    }
  }
}
