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
 * Where each trace is stored: under which day, and since when. Whoever mentions a trace first
 * decides it, by the earliest span known then; that is the day of the trace's start, unless it
 * began before midnight and its later spans arrived first.
 */
final class Places {

  /**
   * Where a trace is stored.
   *
   * @param since milliseconds, by the clock of whoever decided it
   */
  record Place(String day, long since) {

    private static final int RANKS = 16;

    /**
     * The version of a record. Of two records of a span the one of higher rank counts; and a trace
     * that was deleted and comes again is later than its deletion, which OpenSearch remembers for a
     * minute.
     */
    long version(int rank) {
      return since * RANKS + rank + 1;
    }
  }

  private static final int CACHED = 100_000;

  private final Connection connection;
  private final String index;
  private final Map<String, Place> known =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
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
   * The places of traces, which are decided for those that have none.
   *
   * @param starts of the traces, in nanoseconds
   * @param created receives the ids of the traces that had none
   */
  Map<String, Place> of(Map<String, Long> starts, Set<String> created) {
    Map<String, Place> places = find(starts.keySet());
    List<String> missing = new ArrayList<>(starts.keySet());
    missing.removeAll(places.keySet());
    if (missing.isEmpty()) {
      return places;
    }
    long now = System.currentTimeMillis();
    Bulk bulk = new Bulk(connection);
    for (String traceId : missing) {
      ObjectNode place = Json.MAPPER.createObjectNode();
      place.put("kind", "place").put("time", now);
      place.put("day", Indices.day(starts.getOrDefault(traceId, 0L)));
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
        Place place = new Place(Indices.day(starts.getOrDefault(traceId, 0L)), now);
        places.put(traceId, place);
        remember(traceId, place);
      }
    }
    places.putAll(find(others));
    return places;
  }

  /** The places of those traces that have one. */
  Map<String, Place> find(Collection<String> traceIds) {
    Map<String, Place> places = new LinkedHashMap<>();
    ArrayNode asked = Json.MAPPER.createArrayNode();
    synchronized (known) {
      for (String traceId : traceIds) {
        Place place = known.get(traceId);
        if (place != null) {
          places.put(traceId, place);
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
              .call(
                  "POST",
                  "/" + index + "/_mget?_source_includes=day,time",
                  Json.writeBytes(body),
                  404)
              .body();
      for (JsonNode found : answer.path("docs")) {
        if (found.path("found").asBoolean()) {
          String traceId = found.path("_id").asText().substring(id("").length());
          JsonNode source = found.path("_source");
          Place place = new Place(source.path("day").asText(), source.path("time").asLong());
          places.put(traceId, place);
          remember(traceId, place);
        }
      }
    }
    return places;
  }

  Optional<Place> find(String traceId) {
    return Optional.ofNullable(find(List.of(traceId)).get(traceId));
  }

  private void remember(String traceId, Place place) {
    synchronized (known) {
      known.put(traceId, place);
    }
  }

  /** Looks again the next time: somebody else may have deleted them. */
  void forget(Collection<String> traceIds) {
    synchronized (known) {
      known.keySet().removeAll(new HashSet<>(traceIds));
    }
  }

  /** Deletes the places of deleted traces. */
  void delete(Collection<String> traceIds) {
    Bulk bulk = new Bulk(connection);
    traceIds.forEach(traceId -> bulk.delete(index, id(traceId), null));
    bulk.send();
    forget(traceIds);
  }

  /** Deletes the places of all traces of a day. */
  void deleteDay(String day) {
    synchronized (known) {
      known.values().removeIf(place -> place.day().equals(day));
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
