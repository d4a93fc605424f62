// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceHeader;
import dev.clew.viewer.model.TraceRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds what arrived to a trace. Gives the same whenever it is applied to the same state. */
final class Merging implements TraceWriter.Change {

  private final String host;
  private final long revision;
  private final List<TraceRecord> records = new ArrayList<>();

  /**
   * @param host of the JVMs whose files were read
   */
  Merging(String host, long revision) {
    this.host = host;
    this.revision = revision;
  }

  void add(TraceRecord record) {
    records.add(record);
  }

  /** The earliest span's start, or a time to use if there is no span. */
  long start(long now) {
    return records.stream()
        .filter(TraceRecord.SpanReceived.class::isInstance)
        .mapToLong(record -> ((TraceRecord.SpanReceived) record).row().startNanos())
        .min()
        .orElse(now);
  }

  @Override
  public TraceWriter.@Nullable Changed apply(TraceState state) {
    Map<Long, TraceState.StoredSpan> spans = new LinkedHashMap<>();
    state.spans().forEach(span -> spans.put(span.row().id(), span));
    Map<Long, TraceRecord.SpanReceived> written = new LinkedHashMap<>();
    Map<String, String> hosts = new HashMap<>(state.hosts());
    TraceHeader header = state.header();
    int newSpans = 0;
    int changedSpans = 0;
    for (TraceRecord record : records) {
      if (record instanceof TraceRecord.TraceReceived trace) {
        header = header.plus(trace.header());
      } else if (record instanceof TraceRecord.SpanReceived span) {
        SpanRow row = span.row();
        TraceState.StoredSpan before = spans.get(row.id());
        long hash = TraceState.hash(span.payload());
        if (before != null
            && (before.row().rank() > row.rank()
                || (before.row().rank() == row.rank() && before.hash() == hash))) {
          continue;
        }
        spans.put(row.id(), new TraceState.StoredSpan(row.at(revision), hash));
        written.put(row.id(), span);
        newSpans += before == null ? 1 : 0;
        changedSpans += before == null ? 0 : 1;
        if (row.jvm() != null) {
          hosts.put(row.jvm(), host);
        }
      }
    }
    boolean isNew =
        state.spans().isEmpty() && state.header().equals(TraceHeader.empty(header.traceId()));
    if (written.isEmpty() && header.equals(state.header()) && !isNew) {
      return null;
    }
    return new TraceWriter.Changed(
        new TraceState(header, List.copyOf(spans.values()), hosts),
        written,
        newSpans,
        changedSpans);
  }
}
