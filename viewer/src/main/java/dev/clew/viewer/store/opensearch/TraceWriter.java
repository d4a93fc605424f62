// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRecord;
import dev.clew.viewer.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes traces so that several viewers can do it at once: records of spans first, each unless the
 * stored one is of higher rank; then the trace, unless somebody else changed it since it was read,
 * in which case it is read again. If the process or a node dies in between, the trace does not know
 * of the record yet, and whoever has it writes it again.
 */
final class TraceWriter {

  private static final int AT_ONCE = 500;

  /** What is to be done to a trace, given its present state. */
  interface Change {
    /** Null if there is nothing to do. */
    @Nullable Changed apply(TraceState state);
  }

  /**
   * The result of a change.
   *
   * @param records to be written, by span
   */
  record Changed(
      TraceState state,
      Map<Long, TraceRecord.SpanReceived> records,
      int newSpans,
      int changedSpans) {}

  /** What was changed in all. */
  static final class Outcome {
    private final Set<String> traces = new LinkedHashSet<>();
    private int newSpans;
    private int changedSpans;

    Set<String> traces() {
      return traces;
    }

    int newSpans() {
      return newSpans;
    }

    int changedSpans() {
      return changedSpans;
    }
  }

  /** A trace as it was read; a negative sequence if there was none. */
  record Stored(TraceState state, long sequence, long term) {}

  private final Connection connection;
  private final Indices indices;
  private final Places places;

  TraceWriter(Connection connection, Indices indices, Places places) {
    this.connection = connection;
    this.indices = indices;
    this.places = places;
  }

  /**
   * Applies changes.
   *
   * @param starts of the same traces, in nanoseconds, for those that are new
   */
  Outcome write(Map<String, Change> changes, Map<String, Long> starts, long revision) {
    Outcome outcome = new Outcome();
    List<String> ids = new ArrayList<>(changes.keySet());
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      Map<String, Change> some = new LinkedHashMap<>();
      Map<String, Long> theirStarts = new LinkedHashMap<>();
      for (String id : ids.subList(from, Math.min(ids.size(), from + AT_ONCE))) {
        some.put(id, changes.get(id));
        theirStarts.put(id, starts.getOrDefault(id, 0L));
      }
      some(some, theirStarts, revision, outcome);
    }
    return outcome;
  }

  private void some(
      Map<String, Change> changes, Map<String, Long> starts, long revision, Outcome outcome) {
    Set<String> created = new HashSet<>();
    Map<String, Places.Place> where = places.of(starts, created);
    Set<String> pending = new LinkedHashSet<>(changes.keySet());
    Backoff backoff = new Backoff(connection.settings().patience());
    while (!pending.isEmpty()) {
      pending.retainAll(attempt(changes, pending, starts, created, where, revision, outcome));
      created.clear();
      if (!pending.isEmpty() && !backoff.pause()) {
        throw new StoreException(
            "other viewers keep changing "
                + pending.size()
                + " traces, such as "
                + pending.iterator().next()
                + "; the next attempt will be made later",
            null);
      }
    }
  }

  /** Returns those that somebody else has changed meanwhile. */
  private Set<String> attempt(
      Map<String, Change> changes,
      Set<String> traceIds,
      Map<String, Long> starts,
      Set<String> created,
      Map<String, Places.Place> where,
      long revision,
      Outcome outcome) {
    Set<String> read = new LinkedHashSet<>(traceIds);
    read.removeAll(created);
    Map<String, Stored> stored = read(read, where);
    read.removeAll(stored.keySet());
    if (!read.isEmpty()) {
      lookAgain(read, starts, where, stored);
    }
    Map<String, Changed> changed = new LinkedHashMap<>();
    Bulk records = new Bulk(connection);
    for (String traceId : traceIds) {
      Stored before = stored.get(traceId);
      Change change = changes.get(traceId);
      Changed after =
          change == null
              ? null
              : change.apply(before == null ? TraceState.empty(traceId) : before.state());
      if (after == null) {
        continue;
      }
      changed.put(traceId, after);
      Places.Place place = place(where, traceId);
      String index = indices.traces(place.day());
      for (TraceRecord.SpanReceived record : after.records().values()) {
        records.indexNewest(
            index,
            TraceDocument.spanId(traceId, record.row().id()),
            traceId,
            place.version(record.row().rank()),
            TraceDocument.span(record.row(), record.payload()));
      }
    }
    records.send();
    return replace(changed, stored, where, revision, outcome);
  }

  private Set<String> replace(
      Map<String, Changed> changed,
      Map<String, Stored> stored,
      Map<String, Places.Place> where,
      long revision,
      Outcome outcome) {
    Bulk traces = new Bulk(connection);
    changed.forEach(
        (traceId, after) -> {
          String index = indices.traces(place(where, traceId).day());
          byte[] document = TraceDocument.write(after.state(), revision);
          Stored before = stored.get(traceId);
          if (before == null) {
            traces.create(index, traceId, traceId, document);
          } else {
            traces.replace(index, traceId, traceId, before.sequence(), before.term(), document);
          }
        });
    List<Bulk.Result> results = traces.send();
    Set<String> conflicts = new LinkedHashSet<>();
    int at = 0;
    for (Map.Entry<String, Changed> entry : changed.entrySet()) {
      if (results.get(at++).isConflict()) {
        conflicts.add(entry.getKey());
      } else {
        outcome.traces.add(entry.getKey());
        outcome.newSpans += entry.getValue().newSpans();
        outcome.changedSpans += entry.getValue().changedSpans();
      }
    }
    return conflicts;
  }

  /** Of traces that are not where they should be: they may have been deleted meanwhile. */
  private void lookAgain(
      Set<String> traceIds,
      Map<String, Long> starts,
      Map<String, Places.Place> where,
      Map<String, Stored> stored) {
    places.forget(traceIds);
    Map<String, Long> some = new LinkedHashMap<>(starts);
    some.keySet().retainAll(traceIds);
    where.putAll(places.of(some, new HashSet<>()));
    stored.putAll(read(traceIds, where));
  }

  private static Places.Place place(Map<String, Places.Place> where, String traceId) {
    Places.Place place = where.get(traceId);
    if (place == null) {
      throw new StoreException("the trace " + traceId + " was deleted while it was written", null);
    }
    return place;
  }

  private Map<String, Stored> read(Collection<String> traceIds, Map<String, Places.Place> where) {
    Map<String, Stored> stored = new HashMap<>();
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode documents = body.putArray("docs");
    for (String traceId : traceIds) {
      Places.Place place = where.get(traceId);
      if (place != null) {
        documents
            .addObject()
            .put("_index", indices.traces(place.day()))
            .put("_id", traceId)
            .put("routing", traceId);
      }
    }
    if (documents.isEmpty()) {
      return stored;
    }
    for (JsonNode found : connection.post("/_mget?_source_includes=state", body).path("docs")) {
      if (found.path("found").asBoolean()) {
        stored.put(
            found.path("_id").asText(),
            new Stored(
                TraceState.unpack(binary(found.path("_source").path("state"))),
                found.path("_seq_no").asLong(),
                found.path("_primary_term").asLong()));
      }
    }
    return stored;
  }

  static byte[] binary(JsonNode base64) {
    try {
      return base64.binaryValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
