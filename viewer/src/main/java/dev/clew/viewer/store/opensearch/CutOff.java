// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import dev.clew.viewer.model.SpanRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends the open spans of a JVM, at the last known time of their trace. */
record CutOff(String jvm, long revision) implements TraceWriter.Change {

  @Override
  public TraceWriter.@Nullable Changed apply(TraceState state) {
    long end =
        state.rows().stream()
            .mapToLong(span -> span.isOpen() ? span.startNanos() : span.endNanos())
            .max()
            .orElse(0);
    List<TraceState.StoredSpan> spans = new ArrayList<>();
    int count = 0;
    for (TraceState.StoredSpan span : state.spans()) {
      SpanRow row = span.row();
      boolean cut = row.isOpen() && jvm.equals(row.jvm());
      spans.add(cut ? new TraceState.StoredSpan(row.cutOff(end, revision), span.hash()) : span);
      count += cut ? 1 : 0;
    }
    return count == 0
        ? null
        : new TraceWriter.Changed(
            new TraceState(state.header(), spans, state.hosts()), Map.of(), 0, count);
  }
}
