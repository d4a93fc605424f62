// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The day under which each trace is stored. Whoever mentions a trace first decides it, by the
 * earliest span known then; that is the day of the trace's start, unless it began before midnight
 * and its later spans arrived first.
 */
final class Places {

  private static final int CACHED = 100_000;

  private final Connection connection;
  private final String index;
  private final Map<String, String> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > CACHED;
        }
      };

  Places(Connection connection, Indices indices) {
    this.connection = connection;
    index = indices.meta();
  }

  private static String id(String traceId) {
    return "trace:" + traceId;
  }

  /**
   * The days of traces, which are decided for those that have none.
   *
   * @param starts of the traces, in nanoseconds
   * @param created receives the ids of the traces that had none
   */
  Map<String, String> of(Map<String, Long> starts, Set<String> created) {
    Map<String, String> days = find(starts.keySet());
    List<String> missing = new ArrayList<>(starts.keySet());
    missing.removeAll(days.keySet());
    if (missing.isEmpty()) {
      return days;
    }
    Bulk bulk = new Bulk(connection);
    for (String traceId : missing) {
      ObjectNode place = Json.MAPPER.createObjectNode();
      place.put("kind", "place").put("day", Indices.day(starts.getOrDefault(traceId, 0L)));
      bulk.create(index, id(traceId), null, Json.writeBytes(place));
    }
    List<Bulk.Result> results = bulk.send();
    Set<String> others = new HashSet<>();
    for (int i = 0; i < missing.size(); i++) {
      String traceId = missing.get(i);
      if (results.get(i).isConflict()) {
        others.add(traceId);
      } else {
        created.add(traceId);
        String day = Indices.day(starts.getOrDefault(traceId, 0L));
        days.put(traceId, day);
        remember(traceId, day);
      }
    }
    days.putAll(find(others));
    return days;
  }

  /** The days of those traces that have one. */
  Map<String, String> find(Collection<String> traceIds) {
    Map<String, String> days = new LinkedHashMap<>();
    ArrayNode asked = Json.MAPPER.createArrayNode();
    synchronized (known) {
      for (String traceId : traceIds) {
        String day = known.get(traceId);
        if (day != null) {
          days.put(traceId, day);
        } else {
          asked.add(id(traceId));
        }
      }
    }
    if (!asked.isEmpty()) {
      ObjectNode body = Json.MAPPER.createObjectNode();
      body.set("ids", asked);
      JsonNode answer =
          connection
              .call("POST", "/" + index + "/_mget?_source=day", Json.writeBytes(body), 404)
              .body();
      for (JsonNode place : answer.path("docs")) {
        if (place.path("found").asBoolean()) {
          String traceId = place.path("_id").asText().substring(id("").length());
          String day = place.path("_source").path("day").asText();
          days.put(traceId, day);
          remember(traceId, day);
        }
      }
    }
    return days;
  }

  Optional<String> find(String traceId) {
    return Optional.ofNullable(find(List.of(traceId)).get(traceId));
  }

  private void remember(String traceId, String day) {
    synchronized (known) {
      known.put(traceId, day);
    }
  }

  /** Forgets deleted traces. */
  void delete(Collection<String> traceIds) {
    Bulk bulk = new Bulk(connection);
    traceIds.forEach(traceId -> bulk.delete(index, id(traceId), null));
    bulk.send();
    synchronized (known) {
      known.keySet().removeAll(new HashSet<>(traceIds));
    }
  }

  /** Forgets all traces of a day. */
  void deleteDay(String day) {
    synchronized (known) {
      known.values().removeIf(day::equals);
    }
    ObjectNode query = Json.MAPPER.createObjectNode();
    query.putObject("query").putObject("term").put("day", day);
    connection.call(
        "POST",
        "/" + index + "/_delete_by_query?conflicts=proceed&refresh=true",
        Json.writeBytes(query),
        404);
  }
}
