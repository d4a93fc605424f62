// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.trace;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The latest traces that did not begin with Clew: a request that is served may ask a model several
 * times, with nothing of Clew's above, and is one trace all the same, with one limit and one count.
 */
final class JoinedTraces {
  private static final int MAX = 1000;

  private final Map<String, TraceState> traces = new ConcurrentHashMap<>();
  private final Queue<String> oldestFirst = new ConcurrentLinkedQueue<>();

  /** Returns the trace of the same id as {@code begun} if it is known, else {@code begun}. */
  TraceState known(TraceState begun) {
    TraceState known = traces.putIfAbsent(begun.id(), begun);
    if (known != null) {
      return known;
    }
    oldestFirst.add(begun.id());
    if (traces.size() > MAX) {
      String oldest = oldestFirst.poll();
      if (oldest != null) {
        traces.remove(oldest);
      }
    }
    return begun;
  }
}
