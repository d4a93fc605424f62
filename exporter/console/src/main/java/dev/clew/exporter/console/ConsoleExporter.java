// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import dev.clew.api.export.ExportRecord;
import dev.clew.api.export.SpanExporter;
import dev.clew.api.export.SpanRecord;
import dev.clew.api.export.TraceRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints each trace as a tree when its root has ended; spans that end later follow as an addition,
 * as do those that run beside the root.
 *
 * <p>A tree is printed in one call, so that the application's own output cannot split it. Waiting
 * spans are reduced to what their line shows.
 */
public final class ConsoleExporter implements SpanExporter {
  private static final int MAX_REMEMBERED = 256;

  private final PrintStream out;
  private final SpanLines lines;
  private final TreePrinter printer;
  private final WaitingTraces waiting;
  private final Map<String, String> printedNames = new LinkedHashMap<>();
  private long reportedEvicted;

  public ConsoleExporter(ConsoleSettings settings, PrintStream out) {
    TreeSymbols symbols = TreeSymbols.of(settings.charset());
    this.out = out;
    this.lines = new SpanLines(symbols);
    this.printer = new TreePrinter(settings, symbols);
    this.waiting = new WaitingTraces(settings.maxWaitingSpans());
  }

  @Override
  public String name() {
    return "console";
  }

  @Override
  public void export(List<ExportRecord> batch) throws IOException {
    Map<String, Integer> latest = latest(batch);
    for (int i = 0; i < batch.size(); i++) {
      ExportRecord each = batch.get(i);
      if (each instanceof SpanRecord span) {
        waiting.add(span.traceId(), lines.of(span));
      } else if (each instanceof TraceRecord trace
          && latest.getOrDefault(trace.traceId(), i) == i) {
        print(trace);
      }
    }
    printLate();
    reportEvicted();
    throwIfBroken();
  }

  /** A trace that continues beside its root has several records; one tree is enough. */
  private static Map<String, Integer> latest(List<ExportRecord> batch) {
    Map<String, Integer> latest = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i) instanceof TraceRecord trace) {
        latest.put(trace.traceId(), i);
      }
    }
    return latest;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
    throwIfBroken();
  }

  /** Prints the spans of traces that never ended; leaves the stream open. */
  @Override
  public void close() {
    for (String traceId : waiting.traceIds()) {
      print(new TreePrinter.Heading("unfinished trace", "", null, 0, traceId));
    }
    out.flush();
  }

  private void print(TraceRecord trace) {
    long nanos = trace.endEpochNanos() - trace.startEpochNanos();
    String what = printedNames.containsKey(trace.traceId()) ? "more of trace " : "trace ";
    print(
        new TreePrinter.Heading(what, trace.name(), nanos, trace.droppedSpans(), trace.traceId()));
    printedNames.put(trace.traceId(), trace.name());
    if (printedNames.size() > MAX_REMEMBERED) {
      printedNames.remove(printedNames.keySet().iterator().next());
    }
  }

  private void printLate() {
    for (String traceId : waiting.traceIds()) {
      String name = printedNames.get(traceId);
      if (name != null) {
        print(new TreePrinter.Heading("late in trace ", name, null, 0, traceId));
      }
    }
  }

  private void print(TreePrinter.Heading heading) {
    List<SpanLine> spans = waiting.take(heading.traceId());
    out.print(printer.heading(heading, spans) + printer.tree(spans));
  }

  private void reportEvicted() {
    long more = waiting.evicted() - reportedEvicted;
    if (more > 0) {
      reportedEvicted = waiting.evicted();
      out.print("(" + Durations.plural(more, "span") + " of unfinished traces not shown)\n");
    }
  }

  private void throwIfBroken() throws IOException {
    if (out.checkError()) {
      throw new IOException("the console stream is broken");
    }
  }
}
