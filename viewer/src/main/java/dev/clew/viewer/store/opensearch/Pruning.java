// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.PruneResult;
import dev.clew.viewer.store.Retention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deletes the oldest traces: whole days where it can, which costs nothing, and the rest one by one.
 * Running ones stay. By size it deletes whole days only, and never the latest one.
 */
final class Pruning {

  private static final int AT_ONCE = 500;

  /** Aggregations round times to so many nanoseconds. */
  private static final long ROUNDED = 1_000;

  private record Day(String index, long traces, long spans, long running, double newest) {}

  private final Connection connection;
  private final Indices indices;
  private final Places places;
  private final TraceSearches searches;
  private long traces;
  private long spans;

  Pruning(Connection connection, Indices indices, Places places, TraceSearches searches) {
    this.connection = connection;
    this.indices = indices;
    this.places = places;
    this.searches = searches;
  }

  PruneResult prune(Retention retention, long nowNanos) {
    long before = bytes();
    if (retention.maxAge() != null) {
      older(nowNanos - retention.maxAge().toNanos());
    }
    if (retention.maxTraces() != null) {
      tooMany(retention.maxTraces());
    }
    if (retention.maxBytes() != null) {
      tooLarge(retention.maxBytes());
    }
    return new PruneResult(traces, spans, before, traces == 0 ? before : bytes());
  }

  /** Deletes whole days that ended before a time, alone. */
  PruneResult daysBefore(long nanos) {
    for (Day day : days()) {
      if (day.running() == 0 && day.newest() < nanos - ROUNDED) {
        delete(day);
      }
    }
    return new PruneResult(traces, spans, 0, 0);
  }

  private void older(long nanos) {
    daysBefore(nanos);
    ObjectNode range = FilterQuery.object();
    range.putObject("range").putObject("start").put("lt", nanos);
    delete(FilterQuery.and(ended(), range), Long.MAX_VALUE);
  }

  private void tooMany(long limit) {
    long left = searches.count(Selection.ALL) - limit;
    for (Day day : days()) {
      if (day.running() > 0 || day.traces() > left) {
        break;
      }
      delete(day);
      left -= day.traces();
    }
    if (left > 0) {
      delete(ended(), left);
    }
  }

  private void tooLarge(long limit) {
    List<Day> days = days();
    long bytes = bytes();
    for (Day day : days.subList(0, Math.max(0, days.size() - 1))) {
      if (bytes <= limit) {
        break;
      }
      if (day.running() == 0) {
        bytes -= bytes(day.index());
        delete(day);
      }
    }
  }

  private static ObjectNode ended() {
    return FilterQuery.and(FilterQuery.term("rel", "trace"), FilterQuery.term("running", 0));
  }

  /** The days, the oldest first. */
  private List<Day> days() {
    ObjectNode body = TraceSearches.request(FilterQuery.term("rel", "trace"), 0);
    ObjectNode byIndex = body.putObject("aggs").putObject("days");
    byIndex
        .putObject("terms")
        .put("field", "_index")
        .put("size", 10_000)
        .putObject("order")
        .put("_key", "asc");
    ObjectNode sums = byIndex.putObject("aggs");
    sums.putObject("spans").putObject("sum").put("field", "spans");
    sums.putObject("running").putObject("sum").put("field", "running");
    sums.putObject("newest").putObject("max").put("field", "start");
    List<Day> days = new ArrayList<>();
    for (JsonNode bucket : TraceSearches.buckets(searches.search(body), "days")) {
      days.add(
          new Day(
              bucket.path("key").asText(),
              bucket.path("doc_count").asLong(),
              bucket.path("spans").path("value").asLong(),
              bucket.path("running").path("value").asLong(),
              bucket.path("newest").path("value").asDouble()));
    }
    return days;
  }

  private void delete(Day day) {
    connection.call("DELETE", "/" + day.index(), null, 404);
    places.deleteDay(day.index().substring(indices.traces("").length()));
    traces += day.traces();
    spans += day.spans();
  }

  private void delete(ObjectNode query, long limit) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    long[] left = {limit};
    searches.each(
        query,
        "start",
        hit -> {
          if (left[0]-- > 0) {
            found
                .computeIfAbsent(hit.path("_index").asText(), index -> new ArrayList<>())
                .add(hit.path("_id").asText());
            traces++;
            spans += hit.path("_source").path("spans").asLong();
          }
        },
        "spans");
    found.forEach(
        (index, ids) -> {
          for (int from = 0; from < ids.size(); from += AT_ONCE) {
            delete(index, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
          }
        });
  }

  /** Deletes traces with their spans. */
  private void delete(String index, List<String> traceIds) {
    ObjectNode body = FilterQuery.object();
    ArrayNode ids = body.putObject("query").putObject("terms").putArray("trace");
    traceIds.forEach(ids::add);
    connection.call(
        "POST",
        "/" + index + "/_delete_by_query?conflicts=proceed&refresh=true",
        Json.writeBytes(body),
        404);
    places.delete(traceIds);
  }

  long bytes() {
    return bytes(indices.allTraces() + "," + indices.meta());
  }

  private long bytes(String index) {
    JsonNode answer =
        connection
            .call(
                "GET",
                "/" + index + "/_stats/store?filter_path=_all.total.store.size_in_bytes",
                null,
                404)
            .body();
    return answer.path("_all").path("total").path("store").path("size_in_bytes").asLong();
  }
}
