// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import dev.clew.api.export.FinishedSpan;
import dev.clew.api.export.SpanSink;
import dev.clew.api.export.TraceRecord;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects spans and traces in order. */
final class CollectingSink implements SpanSink {
  final List<FinishedSpan> spans = new CopyOnWriteArrayList<>();
  final List<TraceRecord> traces = new CopyOnWriteArrayList<>();
  final List<String> order = new CopyOnWriteArrayList<>();

  @Override
  public void onSpanEnd(FinishedSpan span) {
    spans.add(span);
    order.add("span " + span.name());
    TraceRecord trace = span.traceRecord();
    if (trace != null) {
      traces.add(trace);
      order.add("trace " + trace.name());
    }
  }

  FinishedSpan span(String name) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }
}
