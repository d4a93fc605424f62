// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import dev.clew.viewer.store.StoreException;
import dev.clew.viewer.store.TraceStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Polls the revision of the store and notifies every client of changes. Polls, so that changes by
 * other processes are noticed, too.
 */
final class EventHub implements AutoCloseable {

  private static final long EVERY_MILLIS = 250;
  private static final int HEALTH_EVERY = 20;
  private static final int MAX_CHANGED = 500;

  private final TraceStore store;
  private final ViewerState state;
  private final LongSupplier clock;
  private final Set<EventClient> clients = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "clew-viewer-events");
            made.setDaemon(true);
            return made;
          });
  private long revision;
  private long ticks;

  EventHub(TraceStore store, ViewerState state, LongSupplier clock) {
    this.store = store;
    this.state = state;
    this.clock = clock;
  }

  void start() {
    revision = store.revision();
    var unused =
        thread.scheduleWithFixedDelay(
            this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(EventClient client) {
    clients.add(client);
  }

  /** Sends the figures of the side bar at once, not with the next round. */
  void greet(EventClient client) {
    try {
      client.offer("health", state.brief(clock.getAsLong()).toString());
    } catch (StoreException e) {
      // The next round tries again; /health reports it.
    }
  }

  void remove(EventClient client) {
    clients.remove(client);
  }

  int size() {
    return clients.size();
  }

  long revision() {
    return store.revision();
  }

  private void tick() {
    try {
      long now = store.revision();
      if (now != revision) {
        long before = revision;
        revision = now;
        List<String> changed =
            clients.isEmpty() ? List.of() : store.changedSince(before, MAX_CHANGED + 1);
        if (!changed.isEmpty()) {
          for (EventClient client : clients) {
            client.changed(changed, changed.size() > MAX_CHANGED);
          }
        }
      }
      if (++ticks % HEALTH_EVERY == 0 && !clients.isEmpty()) {
        String brief = state.brief(clock.getAsLong()).toString();
        clients.forEach(client -> client.offer("health", brief));
      }
    } catch (StoreException e) {
      // The next tick tries again; /health reports it.
    } catch (RuntimeException e) {
      System.getLogger("dev.clew.viewer").log(System.Logger.Level.WARNING, "live updates: " + e, e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    clients.forEach(EventClient::close);
  }
}
