// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.websocket;

import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.kit.http.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The calls on one connection that have not been answered to the end.
 *
 * <p>An event says in which lane it belongs and nothing else, so within a lane it is taken to be
 * about the oldest call: a lane answers one after the other. Events come one at a time. The lock is
 * held for one look at the list, never while a span ends.
 */
final class OpenCalls {
  static final int MAX = 1_000;

  private record Lane(@Nullable String name, HttpCall call) {}

  /** The oldest first; guarded by this object. */
  private final List<Lane> open = new ArrayList<>();

  void add(@Nullable String lane, HttpCall call) {
    HttpCall tooMany = keep(new Lane(lane, call));
    if (tooMany != null) {
      tooMany.stopped("abandoned");
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

  /** Hands an event of the server to the call that it is about. */
  void event(Object event) {
    HttpCall call = about(Accessors.text(event, "streamId"));
    if (call != null && call.pushed(event)) {
      remove(call);
    }
  }

  private synchronized @Nullable HttpCall about(@Nullable String name) {
    for (Lane lane : open) {
      if (Objects.equals(lane.name(), name)) {
        return lane.call();
      }
    }
    // Errors may come without a lane; where there is but one call they can mean no other.
    return name == null && open.size() == 1 ? open.get(0).call() : null;
  }

  /** Returns the calls, which nothing will answer any more, and forgets them. */
  synchronized List<HttpCall> drain() {
    List<HttpCall> calls = open.stream().map(Lane::call).toList();
    open.clear();
    return calls;
  }
}
