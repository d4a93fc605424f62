// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.kit.http.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one connection that have not been answered completely.
 *
 * <p>An event only names its lane. A lane answers its calls one after the other, so the event is
 * assigned to the lane's oldest call. Events arrive one at a time. The lock is held for single list
 * operations, never while a span ends.
 */
final class OpenCalls {
  static final int MAX = 1_000;

  private record Lane(@Nullable String name, HttpCall call) {}

  /** Oldest first; guarded by this. */
  private final List<Lane> open = new ArrayList<>();

  void add(@Nullable String lane, HttpCall call) {
    HttpCall evicted = keep(new Lane(lane, call));
    if (evicted != null) {
      evicted.stopped("abandoned");
    }
  }

  private synchronized @Nullable HttpCall keep(Lane lane) {
    open.add(lane);
    return open.size() > MAX ? open.remove(0).call() : null;
  }

  synchronized void remove(HttpCall call) {
    open.removeIf(lane -> lane.call() == call);
  }

  synchronized boolean isEmpty() {
    return open.isEmpty();
  }

  /** Passes a server event to its call. */
  void event(Object event) {
    HttpCall call = callOf(Fields.BY_NAME.text(event, "streamId"));
    if (call != null && call.pushed(event)) {
      remove(call);
    }
  }

  private synchronized @Nullable HttpCall callOf(@Nullable String name) {
    for (Lane lane : open) {
      if (Objects.equals(lane.name(), name)) {
        return lane.call();
      }
    }
    // Errors may arrive without a lane; if only one call is open, they must be about that one.
    return name == null && open.size() == 1 ? open.get(0).call() : null;
  }

  /** Removes and returns the calls, because nothing will answer them any more. */
  synchronized List<HttpCall> drain() {
    List<HttpCall> calls = open.stream().map(Lane::call).toList();
    open.clear();
    return calls;
  }
}
