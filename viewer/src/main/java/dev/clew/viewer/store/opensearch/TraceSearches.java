// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore.Neighbours;
import dev.clew.viewer.store.TraceStore.TracePage;
import dev.clew.viewer.store.TraceStore.ValueCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds traces. What was just written is only found after a refresh, which the store sees to. */
final class TraceSearches {

  private static final int AT_ONCE = 1000;

  private final Connection connection;
  private final String path;

  TraceSearches(Connection connection, Indices indices) {
    this.connection = connection;
    path = "/" + indices.allTraces() + "/_search";
  }

  /** The answer to a search among all days. */
  JsonNode search(ObjectNode body) {
    return connection.post(path, body);
  }

  /** A search for traces. */
  static ObjectNode request(ObjectNode query, int size) {
    ObjectNode body = Json.MAPPER.createObjectNode();
    body.put("size", size).put("track_total_hits", false).put("_source", false);
    body.set("query", query);
    return body;
  }

  TracePage list(TraceQuery query) {
    List<TraceRow> rows = new ArrayList<>();
    ArrayNode after = after(query);
    int wanted = query.limit() + 1;
    while (rows.size() < wanted) {
      int size = Math.min(AT_ONCE, wanted - rows.size());
      ObjectNode body = request(FilterQuery.of(query.selection()), size);
      body.putArray("_source").add("row");
      order(body.putArray("sort"), query);
      if (after != null) {
        body.set("search_after", after);
      }
      JsonNode hits = search(body).path("hits").path("hits");
      for (JsonNode hit : hits) {
        rows.add(row(hit));
        after = (ArrayNode) hit.get("sort");
      }
      if (hits.size() < size) {
        break;
      }
    }
    boolean more = rows.size() > query.limit();
    return new TracePage(List.copyOf(more ? rows.subList(0, query.limit()) : rows), more);
  }

  static TraceRow row(JsonNode hit) {
    return Json.read(hit.path("_source").path("row").asText(), TraceRow.class);
  }

  private static void order(ArrayNode sort, TraceQuery query) {
    String direction = query.descending() ? "desc" : "asc";
    if (query.runningFirst()) {
      sort.addObject().put("running", "desc");
    }
    sort.addObject().put(column(query.sort()), direction);
    sort.addObject().put("trace", direction);
  }

  private static String column(TraceQuery.Sort sort) {
    return switch (sort) {
      case START -> "start";
      case DURATION -> "duration";
      case TOKENS -> "tokens";
      case COST -> "cost";
      case NAME -> "name";
      case ERRORS -> "errors";
      case SPANS -> "spans";
    };
  }

  private static @Nullable ArrayNode after(TraceQuery query) {
    Cursor cursor = query.cursor();
    if (cursor == null) {
      return null;
    }
    ArrayNode after = Json.MAPPER.createArrayNode();
    if (query.runningFirst()) {
      after.add(cursor.running() ? 1 : 0);
    }
    switch (query.sort()) {
      case NAME -> after.add(TraceDocument.cut(cursor.value()));
      case COST -> after.add(Double.parseDouble(cursor.value()));
      default ->
          after.add(
              cursor.value().matches("-?\\d+")
                  ? Long.parseLong(cursor.value())
                  : (long) Double.parseDouble(cursor.value()));
    }
    return after.add(cursor.traceId());
  }

  long count(Selection selection) {
    ObjectNode body = request(FilterQuery.of(selection), 0);
    body.put("track_total_hits", true);
    return search(body).path("hits").path("total").path("value").asLong();
  }

  List<ValueCount> values(String field, String contains, Selection selection, int limit) {
    ObjectNode body = request(FilterQuery.of(selection), 0);
    ObjectNode terms =
        body.putObject("aggs")
            .putObject("values")
            .putObject("terms")
            .put("field", "values")
            .put("size", limit)
            .put("include", FilterQuery.pattern(field, contains));
    terms.putArray("order").addObject().put("_count", "desc");
    ((ArrayNode) terms.get("order")).addObject().put("_key", "asc");
    List<ValueCount> values = new ArrayList<>();
    for (JsonNode bucket : buckets(search(body), "values")) {
      String key = bucket.path("key").asText();
      values.add(
          new ValueCount(
              key.substring(key.indexOf(TraceDocument.SEPARATOR) + 1),
              bucket.path("doc_count").asLong()));
    }
    return values;
  }

  List<String> metadataKeys() {
    ObjectNode body = Json.MAPPER.createObjectNode().put("size", 0);
    body.putObject("aggs")
        .putObject("keys")
        .putObject("terms")
        .put("field", "metadata_keys")
        .put("size", AT_ONCE)
        .putObject("order")
        .put("_key", "asc");
    List<String> keys = new ArrayList<>();
    buckets(search(body), "keys").forEach(bucket -> keys.add(bucket.path("key").asText()));
    return keys;
  }

  static JsonNode buckets(JsonNode answer, String name) {
    return answer.path("aggregations").path(name).path("buckets");
  }

  List<String> idsStartingWith(String prefix, int limit) {
    ObjectNode query = FilterQuery.object();
    query.putObject("prefix").put("trace", prefix);
    ObjectNode body =
        request(FilterQuery.and(FilterQuery.term("rel", "trace"), query), Math.min(limit, AT_ONCE));
    body.putArray("sort").addObject().put("trace", "asc");
    return ids(body);
  }

  /** The ids of the traces found. */
  List<String> ids(ObjectNode body) {
    List<String> ids = new ArrayList<>();
    for (JsonNode hit : search(body).path("hits").path("hits")) {
      ids.add(hit.path("_id").asText());
    }
    return ids;
  }

  Neighbours neighbours(TraceRow of, Selection selection) {
    return new Neighbours(neighbour(of, selection, "asc"), neighbour(of, selection, "desc"));
  }

  private Optional<String> neighbour(TraceRow of, Selection selection, String direction) {
    return ids(neighbours(of, selection, direction, 1)).stream().findFirst();
  }

  private static ObjectNode neighbours(
      TraceRow of, Selection selection, String direction, int most) {
    ObjectNode body = request(FilterQuery.of(selection), most);
    ArrayNode sort = body.putArray("sort");
    sort.addObject().put("start", direction);
    sort.addObject().put("trace", direction);
    body.putArray("search_after").add(of.startNanos()).add(of.id());
    return body;
  }

  List<TraceRow> succeededNear(TraceRow trace, int each) {
    Filter same = new Filter.Match("name", true, List.of(trace.name().toLowerCase(Locale.ROOT)));
    Filter ok = new Filter.Match("status", true, List.of("ok"));
    Selection selection = Selection.of(new Filter.And(List.of(same, ok)));
    List<TraceRow> rows = new ArrayList<>();
    for (String direction : List.of("desc", "asc")) {
      ObjectNode body = neighbours(trace, selection, direction, each);
      body.putArray("_source").add("row");
      search(body).path("hits").path("hits").forEach(hit -> rows.add(row(hit)));
    }
    return rows;
  }

  /** Passes on every trace found, in pages. */
  void each(ObjectNode query, String order, Consumer<JsonNode> trace, String... fields) {
    ArrayNode after = null;
    JsonNode hits;
    do {
      ObjectNode body = request(query, AT_ONCE);
      ArrayNode source = body.putArray("_source");
      for (String field : fields) {
        source.add(field);
      }
      ArrayNode sort = body.putArray("sort");
      sort.addObject().put(order, "asc");
      sort.addObject().put("trace", "asc");
      if (after != null) {
        body.set("search_after", after);
      }
      hits = search(body).path("hits").path("hits");
      for (JsonNode hit : hits) {
        after = (ArrayNode) hit.get("sort");
        trace.accept(hit);
      }
    } while (hits.size() == AT_ONCE);
  }
}
