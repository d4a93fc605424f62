// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The most recent traces that did not start in Clew. A served request may call a model several
 * times without a Clew span above; those calls still form one trace, with one limit and one count.
 */
final class JoinedTraces {
  private static final int MAX = 1000;

  private final Map<String, TraceState> traces = new ConcurrentHashMap<>();
  private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();

  /** Returns the known trace with the id of {@code started}, or else {@code started}. */
  TraceState known(TraceState started) {
    TraceState known = traces.putIfAbsent(started.id(), started);
    if (known != null) {
      return known;
    }
    oldestFirst.add(started.id());
    if (traces.size() > MAX) {
      String oldest = oldestFirst.poll();
      if (oldest != null) {
        traces.remove(oldest);
      }
    }
    return started;
  }
}
