// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;

/** Server-sent events: one thread for each listening page, up to a limit. */
final class EventRoutes {

  private static final int MAX_CLIENTS = 50;

  private final TraceStore store;
  private final Traces traces;
  private final EventHub hub;
  private final Requests requests;

  EventRoutes(TraceStore store, Traces traces, EventHub hub, Requests requests) {
    this.store = store;
    this.traces = traces;
    this.hub = hub;
    this.requests = requests;
  }

  void add(RoutesConfig routes) {
    routes.sse("/api/v1/events", this::open);
  }

  private void open(SseClient client) {
    if (hub.size() >= MAX_CLIENTS) {
      client.sendEvent("refused", "{\"title\":\"too many pages are listening already\"}");
      client.close();
      return;
    }
    Selection selection = requests.selection(client.ctx());
    String trace = client.ctx().queryParam("trace");
    String traceId = trace == null ? null : traces.fullId(trace);
    EventClient listener = new EventClient(client, store, selection, traceId);
    client.keepAlive();
    client.onClose(() -> hub.remove(listener));
    hub.add(listener);
    Thread thread = new Thread(() -> run(listener), "clew-viewer-sse");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(EventClient listener) {
    hub.greet(listener);
    listener.run(Version.text(), hub.revision());
  }
}
