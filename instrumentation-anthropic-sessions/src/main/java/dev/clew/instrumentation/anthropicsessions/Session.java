// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about a session besides the events of its streams. */
final class Session {
  private static final int MAX_SENT = 64;

  private final String id;
  private final List<SessionEvent> sent = new ArrayList<>();
  private @Nullable Object agent;
  private WeakReference<@Nullable SessionStream> stream = new WeakReference<>(null);

  Session(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Records the settings of the agent, an object of the library. */
  synchronized void agent(@Nullable Object latest) {
    agent = latest != null ? latest : agent;
  }

  synchronized @Nullable Object agent() {
    return agent;
  }

  /** Records that the application reads the session's events. */
  synchronized void opened(SessionStream latest) {
    stream = new WeakReference<>(latest);
  }

  /** Records an event that the application sends. */
  void sent(SessionEvent event) {
    SessionStream open = keep(event);
    if (open != null) {
      open.sent(event);
    }
  }

  private synchronized @Nullable SessionStream keep(SessionEvent event) {
    if (sent.size() < MAX_SENT) {
      sent.add(event);
    }
    return stream.get();
  }

  /** Returns the events sent since the last call, which the stream may not repeat. */
  synchronized List<SessionEvent> takeSent() {
    List<SessionEvent> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }
}
