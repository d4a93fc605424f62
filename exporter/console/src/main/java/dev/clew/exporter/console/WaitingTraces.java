// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spans of traces whose root has not ended; beyond the limit the oldest trace is dropped. */
final class WaitingTraces {
  private final Map<String, List<SpanLine>> traces = new LinkedHashMap<>();
  private final int maxSpans;
  private int spans;
  private long evicted;

  WaitingTraces(int maxSpans) {
    this.maxSpans = maxSpans;
  }

  void add(String traceId, SpanLine span) {
    traces.computeIfAbsent(traceId, id -> new ArrayList<>()).add(span);
    spans++;
    while (spans > maxSpans) {
      Iterator<List<SpanLine>> oldest = traces.values().iterator();
      int given = oldest.next().size();
      oldest.remove();
      spans -= given;
      evicted += given;
    }
  }

  /** Removes and returns the spans of a trace. */
  List<SpanLine> take(String traceId) {
    List<SpanLine> taken = traces.remove(traceId);
    if (taken == null) {
      return List.of();
    }
    spans -= taken.size();
    return taken;
  }

  List<String> traceIds() {
    return List.copyOf(traces.keySet());
  }

  /** Returns how many spans have been dropped so far. */
  long evicted() {
    return evicted;
  }
}
