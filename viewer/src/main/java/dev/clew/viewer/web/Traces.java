// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import dev.clew.viewer.api.LoadedTrace;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds traces by ids that users abbreviate, and caches those read last: the page requests a trace,
 * its spans and its conversation one after the other.
 */
final class Traces {

  /** The total number of spans cached; a span takes about 1 KB. */
  private static final int MAX_SPANS = 50_000;

  private final TraceStore store;
  private final Deque<LoadedTrace> kept = new ArrayDeque<>();

  Traces(TraceStore store) {
    this.store = store;
  }

  /** Always reflects the current state of the store. */
  LoadedTrace get(String id) {
    String traceId = fullId(id);
    OptionalLong revision = store.traceRevision(traceId);
    LoadedTrace known = revision.isEmpty() ? null : known(traceId, revision.getAsLong());
    if (known != null) {
      return known;
    }
    LoadedTrace read =
        store
            .trace(traceId)
            .map(LoadedTrace::new)
            .orElseThrow(() -> new HttpProblem(404, "no trace has the id " + id));
    keep(read);
    return read;
  }

  private synchronized @Nullable LoadedTrace known(String traceId, long revision) {
    for (LoadedTrace trace : kept) {
      if (trace.row().id().equals(traceId) && trace.row().revision() == revision) {
        kept.remove(trace);
        kept.addFirst(trace);
        return trace;
      }
    }
    return null;
  }

  private synchronized void keep(LoadedTrace trace) {
    kept.removeIf(other -> other.row().id().equals(trace.row().id()));
    kept.addFirst(trace);
    int spans = 0;
    for (LoadedTrace each : kept) {
      spans += each.spans().size();
    }
    while (spans > MAX_SPANS && !kept.isEmpty()) {
      spans -= kept.removeLast().spans().size();
    }
  }

  /** The full id of an existing trace. */
  String existing(String id) {
    String traceId = fullId(id);
    if (store.traceRevision(traceId).isEmpty()) {
      throw new HttpProblem(404, "no trace has the id " + id);
    }
    return traceId;
  }

  String fullId(String id) {
    if (!id.matches("[0-9a-f]{6,32}")) {
      throw new HttpProblem(404, "a trace id is 6 to 32 hexadecimal digits");
    }
    if (Ids.isHex(id, 32)) {
      return id;
    }
    List<String> ids = store.idsStartingWith(id, 2);
    if (ids.isEmpty()) {
      throw new HttpProblem(404, "no trace id starts with " + id);
    }
    if (ids.size() > 1) {
      throw new HttpProblem(409, "several trace ids start with " + id);
    }
    return ids.get(0);
  }

  static String spanId(String id) {
    if (!Ids.isHex(id, 16)) {
      throw new HttpProblem(404, "a span id is 16 hexadecimal digits");
    }
    return id;
  }
}
