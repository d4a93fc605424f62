// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter;

import dev.clew.api.export.ErrorRecord;
import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanProcessor;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import dev.clew.exporter.code.CodeProcessors;
import dev.clew.exporter.render.ContentLoss;
import dev.clew.exporter.render.EmptyData;
import dev.clew.exporter.render.SpanRenderer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the processors of extensions in order.
 *
 * <p>A processor that throws may have been about to remove something that must not leave the
 * process, so its record continues without anything it could have meant.
 */
final class ProcessorChain {
  private final List<SpanProcessor> processors;
  private final Consumer<String> log;
  private boolean said;

  ProcessorChain(List<SpanProcessor> processors, Consumer<String> log) {
    this.processors = processors;
    this.log = log;
  }

  /** The result for a record; the record is null if a processor dropped it. */
  record Result(@Nullable ExportRecord record, boolean failed) {}

  boolean isEmpty() {
    return processors.stream()
        .allMatch(each -> each instanceof CodeProcessors registered && registered.isEmpty());
  }

  Result process(ExportRecord record) {
    ExportRecord now = record;
    boolean failed = false;
    for (SpanProcessor processor : processors) {
      ExportRecord next;
      try {
        next =
            now instanceof SpanRecord span
                ? processor.process(span)
                : processor.process((TraceRecord) now);
      } catch (Throwable t) {
        say(processor, t);
        failed = true;
        next = now instanceof SpanRecord span ? bare(span) : bare((TraceRecord) now);
      }
      if (next == null) {
        return new Result(null, failed);
      }
      now = next;
    }
    return new Result(now, failed);
  }

  void close() {
    for (SpanProcessor processor : processors) {
      try {
        processor.close();
      } catch (Throwable t) {
        say(processor, t);
      }
    }
  }

  private void say(SpanProcessor processor, Throwable thrown) {
    if (!said) {
      said = true;
      log.accept(
          "processor %s threw %s; the affected spans are exported without content"
              .formatted(name(processor), thrown.getClass().getName()));
    }
  }

  private static String name(SpanProcessor processor) {
    try {
      Class<?> code =
          processor instanceof CountedProcessor counted ? counted.code() : processor.getClass();
      return processor.name() + " (" + code.getName() + ")";
    } catch (Throwable t) {
      return processor.getClass().getName();
    }
  }

  private static SpanRecord bare(SpanRecord span) {
    ErrorRecord error = span.error();
    return new SpanRecord(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.startEpochNanos(),
        span.endEpochNanos(),
        span.firstChunkEpochNanos(),
        span.status(),
        error == null ? null : new ErrorRecord(error.type(), null, null),
        null,
        EmptyData.of(span.data().type(), span.name()),
        Map.of(SpanRenderer.CONTENT_DROPPED, ContentLoss.PROCESSOR_FAILURE.toString()),
        List.of());
  }

  private static TraceRecord bare(TraceRecord trace) {
    return new TraceRecord(
        trace.traceId(),
        trace.name(),
        null,
        trace.startEpochNanos(),
        trace.endEpochNanos(),
        trace.status(),
        trace.spans(),
        trace.droppedSpans(),
        Map.of());
  }
}
