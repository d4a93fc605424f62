// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a session that have not ended, oldest first, for services that answer in order.
 *
 * <p>The lock is held for single operations, never while a span ends. Bounded: beyond {@link #MAX},
 * the oldest is abandoned.
 *
 * @param <C> the calls
 */
public final class OpenCalls<C extends CallObservation> {
  static final int MAX = 200;

  private final Deque<C> open = new ArrayDeque<>();
  private boolean closed;

  /** Adds a call, or ends it if the session is over. */
  public void add(C call) {
    C oldest = null;
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        open.add(call);
        oldest = open.size() > MAX ? open.remove() : null;
      }
    }
    if (oldest != null) {
      oldest.stopped("abandoned");
    }
    if (late) {
      call.stopped("closed_early");
    }
  }

  /** Returns the oldest call, or null. */
  public synchronized @Nullable C oldest() {
    return open.peek();
  }

  /** Returns the calls, oldest first. */
  public synchronized List<C> all() {
    return List.copyOf(open);
  }

  /** Forgets a call that is over. */
  public synchronized void remove(C call) {
    open.remove(call);
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /** Returns the calls that will not be answered any more, because the session is over. */
  public synchronized List<C> close() {
    closed = true;
    List<C> rest = new ArrayList<>(open);
    open.clear();
    return rest;
  }
}
