// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore;
import io.javalin.http.sse.SseClient;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One page that listens. Events wait in a short queue; a client that reads too slowly loses some,
 * is notified of it, and holds up nobody.
 */
final class EventClient {

  private static final int WAITING = 64;
  private static final long COMMENT_SECONDS = 15;
  private static final int MAX_ROWS = 200;

  private record Event(String name, String data) {}

  private final SseClient client;
  private final TraceStore store;
  private final Selection selection;
  private final @Nullable String traceId;
  private final boolean mayReadContent;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(WAITING);
  private volatile boolean lagged;
  private volatile boolean closed;

  EventClient(SseClient client, TraceStore store, Selection selection, @Nullable String traceId) {
    this.client = client;
    this.mayReadContent = Access.user(client.ctx()).may(Right.CONTENT);
    this.store = store;
    this.selection = selection;
    this.traceId = traceId;
  }

  void changed(List<String> ids, boolean tooMany) {
    if (traceId != null && ids.contains(traceId)) {
      store
          .traceRevision(traceId)
          .ifPresent(
              revision ->
                  offer(
                      "trace",
                      Json.MAPPER
                          .createObjectNode()
                          .put("id", traceId)
                          .put("revision", revision)
                          .toString()));
    }
    if (traceId != null) {
      return;
    }
    if (tooMany) {
      lagged = true;
      return;
    }
    Set<String> among = new HashSet<>(ids);
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode rows = json.putArray("rows");
    for (TraceRow row : store.list(TraceQuery.latest(selection.among(among), MAX_ROWS)).rows()) {
      ObjectNode made = TraceJson.row(row);
      rows.add(mayReadContent ? made : withheld(made));
      among.remove(row.id());
    }
    ArrayNode gone = json.putArray("gone");
    among.forEach(gone::add);
    offer("traces", json.toString());
  }

  private static ObjectNode withheld(ObjectNode row) {
    return Json.tree(ContentPolicy.withheld(json -> Json.MAPPER.writeTree(json, row)));
  }

  void offer(String name, String data) {
    if (!events.offer(new Event(name, data))) {
      lagged = true;
    }
  }

  /** Sends until the connection or the server ends. */
  void run(String version, long revision) {
    try {
      client.sendEvent(
          "hello",
          Json.MAPPER
              .createObjectNode()
              .put("version", version)
              .put("revision", revision)
              .toString());
      while (!closed && !client.terminated()) {
        Event event = events.poll(COMMENT_SECONDS, TimeUnit.SECONDS);
        if (closed) {
          break;
        }
        if (event == null) {
          client.sendComment("still here");
        } else {
          client.sendEvent(event.name(), event.data());
        }
        if (lagged && events.isEmpty()) {
          lagged = false;
          client.sendEvent("lagged", "{}");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      client.close();
    }
  }

  void close() {
    closed = true;
    offer("end", "{}");
  }
}
