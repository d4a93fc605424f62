// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.model.Cost;
import dev.clew.viewer.model.Tokens;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.Histogram;
import dev.clew.viewer.store.Totals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sums over traces, computed by OpenSearch. */
final class TraceSums {

  /** OpenSearch passes over so many hits at most; for more, percentiles are approximate. */
  private static final long EXACT = 10_000;

  private static final List<String> SUMS =
      List.of(
          "spans",
          "input",
          "output",
          "cached",
          "cache_write",
          "reasoning",
          "cost",
          "cost_input",
          "cost_output",
          "saved",
          "unpriced");

  private final TraceSearches searches;

  TraceSums(TraceSearches searches) {
    this.searches = searches;
  }

  Totals totals(Selection selection) {
    ObjectNode query = FilterQuery.of(selection);
    ObjectNode body = TraceSearches.request(query, 0);
    body.put("track_total_hits", true);
    ObjectNode aggregations = body.putObject("aggs");
    sums(aggregations, "", SUMS);
    aggregations.putObject("status").putObject("terms").put("field", "status");
    ObjectNode ended = aggregations.putObject("ended");
    ended.set("filter", FilterQuery.term("running", 0));
    ObjectNode durations = ended.putObject("aggs");
    durations.putObject("max").putObject("max").put("field", "duration");
    ArrayNode percents =
        durations
            .putObject("percentiles")
            .putObject("percentiles")
            .put("field", "duration")
            .put("keyed", true)
            .putArray("percents");
    percents.add(50.0).add(95.0).add(99.0);
    JsonNode answer = searches.search(body);
    JsonNode sums = answer.path("aggregations");
    long count = sums.path("ended").path("doc_count").asLong();
    return new Totals(
        answer.path("hits").path("total").path("value").asLong(),
        status(answer, "error"),
        status(answer, "running"),
        status(answer, "cancelled"),
        whole(sums, "spans"),
        count,
        percentile(query, sums, count, 0.5),
        percentile(query, sums, count, 0.95),
        percentile(query, sums, count, 0.99),
        count == 0 ? 0 : whole(sums.path("ended"), "max"),
        new Tokens(
            whole(sums, "input"),
            whole(sums, "output"),
            whole(sums, "cached"),
            whole(sums, "cache_write"),
            whole(sums, "reasoning"),
            false),
        new Cost(
            number(sums, "cost"),
            number(sums, "cost_input"),
            number(sums, "cost_output"),
            number(sums, "saved"),
            (int) whole(sums, "unpriced"),
            null),
        edge(query, "asc"),
        edge(query, "desc"));
  }

  private static void sums(ObjectNode aggregations, String prefix, List<String> fields) {
    for (String field : fields) {
      aggregations.putObject(field).putObject("sum").put("field", prefix + field);
    }
  }

  private static long status(JsonNode answer, String status) {
    for (JsonNode bucket : TraceSearches.buckets(answer, "status")) {
      if (bucket.path("key").asText().equals(status)) {
        return bucket.path("doc_count").asLong();
      }
    }
    return 0;
  }

  private static double number(JsonNode sums, String name) {
    return sums.path(name).path("value").asDouble(0);
  }

  private static long whole(JsonNode sums, String name) {
    return Math.round(number(sums, name));
  }

  private long percentile(ObjectNode query, JsonNode sums, long count, double percentile) {
    if (count == 0) {
      return 0;
    }
    if (count > EXACT) {
      String name = String.valueOf(percentile * 100);
      return Math.round(
          sums.path("ended").path("percentiles").path("values").path(name).asDouble(0));
    }
    ObjectNode body =
        TraceSearches.request(FilterQuery.and(query, FilterQuery.term("running", 0)), 1);
    body.put("from", Totals.rank(percentile, count));
    body.putArray("sort").addObject().put("duration", "asc");
    return sortValue(body);
  }

  /** The start of the first or last trace; aggregations would round it. */
  private long edge(ObjectNode query, String direction) {
    ObjectNode body = TraceSearches.request(query, 1);
    body.putArray("sort").addObject().put("start", direction);
    return sortValue(body);
  }

  private long sortValue(ObjectNode body) {
    return searches.search(body).path("hits").path("hits").path(0).path("sort").path(0).asLong(0);
  }

  Histogram histogram(Selection selection, int buckets, long now) {
    ObjectNode query = FilterQuery.of(selection);
    long to = selection.to() == null ? now : selection.to();
    Long given = selection.from();
    long from;
    if (given != null) {
      from = given;
    } else {
      long first = edge(query, "asc");
      from = first == 0 ? to : Math.min(to, first);
    }
    long width = Histogram.width(from, to, buckets);
    if (from >= to) {
      return new Histogram(from, to, width, List.of());
    }
    ObjectNode body = TraceSearches.request(query, 0);
    ObjectNode starts = body.putObject("aggs").putObject("starts");
    ArrayNode ranges = starts.putObject("range").put("field", "start").putArray("ranges");
    for (int i = 0; i < buckets; i++) {
      ranges
          .addObject()
          .put("key", String.valueOf(i))
          .put("from", from + i * width)
          .put("to", Math.min(to, from + (i + 1) * width));
    }
    ObjectNode kinds = starts.putObject("aggs");
    kinds.putObject("failed").set("filter", FilterQuery.term("status", "error"));
    ObjectNode withErrors = FilterQuery.object();
    ArrayNode either = withErrors.putObject("bool").putArray("should");
    either.add(FilterQuery.term("status", "error"));
    ObjectNode some = FilterQuery.object();
    some.putObject("range").putObject("errors").put("gt", 0);
    either.add(some);
    kinds.putObject("errors").set("filter", withErrors);
    List<Histogram.Bucket> filled = new ArrayList<>();
    for (JsonNode bucket : TraceSearches.buckets(searches.search(body), "starts")) {
      if (bucket.path("doc_count").asLong() > 0) {
        filled.add(
            new Histogram.Bucket(
                bucket.path("key").asInt(),
                bucket.path("doc_count").asLong(),
                bucket.path("failed").path("doc_count").asLong(),
                bucket.path("errors").path("doc_count").asLong()));
      }
    }
    filled.sort(Comparator.comparingInt(Histogram.Bucket::index));
    return new Histogram(from, to, width, filled);
  }

  /** The sum of calls of each value of a field that describes content. */
  long contentCalls(String value) {
    ObjectNode body = TraceSearches.request(FilterQuery.of(Selection.ALL), 0);
    ObjectNode facets = body.putObject("aggs").putObject("facets");
    facets.putObject("nested").put("path", "facets");
    ObjectNode one = facets.putObject("aggs").putObject("value");
    one.set(
        "filter",
        FilterQuery.and(
            FilterQuery.term("facets.field", "content"), FilterQuery.term("facets.value", value)));
    sums(one.putObject("aggs"), "facets.", List.of("calls"));
    return whole(searches.search(body).path("aggregations").path("facets").path("value"), "calls");
  }
}
