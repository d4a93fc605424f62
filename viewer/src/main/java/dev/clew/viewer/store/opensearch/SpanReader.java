// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.SpanRow;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.store.StoredTrace;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Reads one trace by its id, as it is now; this needs no refresh. */
final class SpanReader {

  /** Records can be large. */
  private static final int AT_ONCE = 100;

  private final Connection connection;
  private final Indices indices;
  private final Places places;

  SpanReader(Connection connection, Indices indices, Places places) {
    this.connection = connection;
    this.indices = indices;
    this.places = places;
  }

  private Optional<JsonNode> document(String traceId, String id, String fields) {
    return places
        .find(traceId)
        .map(
            place ->
                connection.call(
                    "GET",
                    "/"
                        + indices.traces(place.day())
                        + "/_doc/"
                        + id
                        + "?routing="
                        + traceId
                        + "&_source_includes="
                        + fields,
                    null,
                    404))
        .filter(Connection.Answer::found)
        .map(answer -> answer.body().path("_source"));
  }

  /** Empty for a trace without spans, too. */
  Optional<StoredTrace> trace(String traceId) {
    return document(traceId, traceId, "row,state")
        .flatMap(
            source -> {
              TraceState state = state(source);
              return state.spans().isEmpty()
                  ? Optional.empty()
                  : Optional.of(new StoredTrace(row(source), state.header(), state.rows()));
            });
  }

  Optional<TraceRow> row(String traceId) {
    return document(traceId, traceId, "row").map(SpanReader::row).filter(row -> row.spans() > 0);
  }

  private static TraceRow row(JsonNode source) {
    return Json.read(source.path("row").asText(), TraceRow.class);
  }

  private static TraceState state(JsonNode source) {
    return TraceState.unpack(TraceWriter.binary(source.path("state")));
  }

  Optional<byte[]> payload(String traceId, long spanId) {
    return document(traceId, TraceDocument.spanId(traceId, spanId), "payload")
        .map(source -> TraceState.inflate(TraceWriter.binary(source.path("payload"))));
  }

  void payloads(String traceId, BiConsumer<Long, byte[]> each) {
    String day = places.find(traceId).map(Places.Place::day).orElse(null);
    List<SpanRow> spans =
        document(traceId, traceId, "state").map(source -> state(source).rows()).orElse(List.of());
    if (day == null) {
      return;
    }
    for (int from = 0; from < spans.size(); from += AT_ONCE) {
      List<SpanRow> some = spans.subList(from, Math.min(spans.size(), from + AT_ONCE));
      ObjectNode body = Json.MAPPER.createObjectNode();
      ArrayNode documents = body.putArray("docs");
      for (SpanRow span : some) {
        documents
            .addObject()
            .put("_index", indices.traces(day))
            .put("_id", TraceDocument.spanId(traceId, span.id()))
            .put("routing", traceId);
      }
      JsonNode found = connection.post("/_mget?_source_includes=payload", body).path("docs");
      for (int i = 0; i < some.size(); i++) {
        JsonNode document = found.path(i);
        if (document.path("found").asBoolean()) {
          each.accept(
              some.get(i).id(),
              TraceState.inflate(TraceWriter.binary(document.path("_source").path("payload"))));
        }
      }
    }
  }

  /** Deletes a trace: first what makes it found, then its spans. */
  boolean delete(String traceId) {
    String day = places.find(traceId).map(Places.Place::day).orElse(null);
    JsonNode source = document(traceId, traceId, "state").orElse(null);
    if (day == null || source == null) {
      return false;
    }
    Bulk bulk = new Bulk(connection);
    bulk.delete(indices.traces(day), traceId, traceId);
    for (SpanRow span : state(source).rows()) {
      bulk.delete(indices.traces(day), TraceDocument.spanId(traceId, span.id()), traceId);
    }
    bulk.send();
    places.delete(List.of(traceId));
    return true;
  }
}
