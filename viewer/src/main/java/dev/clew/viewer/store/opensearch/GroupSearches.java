// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.Figures.Size;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.GroupSums;
import dev.clew.viewer.store.Groups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Figures of the values of a field. First the sums, which decide which groups are the largest; then
 * the distributions of those, some groups at a time, because OpenSearch limits the length of an
 * answer.
 */
final class GroupSearches {

  /** Values of which a shard reports more than are asked for, so that the order is right. */
  private static final int MORE = 200;

  /** A distribution over many traces has some hundred numbers. */
  private static final int NUMBERS = 2_000;

  /** Distributions in one answer; OpenSearch allows 65,535 buckets. */
  private static final int AT_ONCE = 30;

  private final TraceSearches searches;

  GroupSearches(TraceSearches searches) {
    this.searches = searches;
  }

  Groups groups(GroupQuery query) {
    ObjectNode body = TraceSearches.request(FilterQuery.of(wholeMinutes(query)), 0);
    ObjectNode terms = facets(body, query);
    terms
        .putObject("terms")
        .put("field", "facets.value")
        .put("size", query.limit() + 1)
        .put("shard_size", query.limit() * 3 + MORE);
    ObjectNode details = (ObjectNode) terms.get("terms");
    if (!query.values().isEmpty()) {
      ArrayNode include = details.putArray("include");
      query.values().forEach(include::add);
    }
    ArrayNode order = details.putArray("order");
    order.addObject().put("calls", "desc");
    order.addObject().put("traces", "desc");
    order.addObject().put("_key", "asc");
    ObjectNode sums = terms.putObject("aggs");
    FacetFigures.request(sums);
    sums.putObject("first").putObject("min").put("field", "facets.minute");
    sums.putObject("last").putObject("max").put("field", "facets.minute");
    if (query.bucketNanos() > 0) {
      FacetFigures.request(series(sums, query).putObject("aggs"));
    }
    List<Groups.Group> groups = new ArrayList<>();
    JsonNode buckets = found(searches.search(body));
    for (JsonNode bucket : buckets) {
      if (groups.size() < query.limit()) {
        groups.add(group(bucket, query));
      }
    }
    distributions(query, groups);
    groups.sort(GroupSums.MOST_FIRST);
    return new Groups(groups, buckets.size() > query.limit(), 1);
  }

  private static Selection wholeMinutes(GroupQuery query) {
    return query.minutes();
  }

  /** The aggregation over the field's values. */
  private static ObjectNode facets(ObjectNode body, GroupQuery query) {
    ObjectNode facets = body.putObject("aggs").putObject("facets");
    facets.putObject("nested").put("path", "facets");
    ObjectNode field = facets.putObject("aggs").putObject("field");
    field.set("filter", FilterQuery.term("facets.field", query.field()));
    return field.putObject("aggs").putObject("values");
  }

  private static JsonNode found(JsonNode answer) {
    return answer.path("aggregations").path("facets").path("field").path("values").path("buckets");
  }

  private static ObjectNode series(ObjectNode aggregations, GroupQuery query) {
    ObjectNode series = aggregations.putObject("series");
    series
        .putObject("histogram")
        .put("field", "facets.minute")
        .put("interval", query.bucketNanos() / GroupQuery.MINUTE)
        .put("min_doc_count", 1);
    return series;
  }

  private static Groups.Group group(JsonNode bucket, GroupQuery query) {
    Figures figures = new Figures();
    FacetFigures.add(figures, bucket);
    TreeMap<Long, Figures> series = new TreeMap<>();
    if (query.bucketNanos() > 0) {
      for (JsonNode interval : bucket.path("series").path("buckets")) {
        Figures some = new Figures();
        FacetFigures.add(some, interval);
        series.put(nanos(interval.path("key")), some);
      }
    }
    return new Groups.Group(
        bucket.path("key").asText(),
        figures,
        nanos(bucket.path("first").path("value")),
        nanos(bucket.path("last").path("value")),
        series);
  }

  private static long nanos(JsonNode minute) {
    return Math.round(minute.asDouble()) * GroupQuery.MINUTE;
  }

  /** Adds the distributions of the groups; with a series, those of its intervals. */
  private void distributions(GroupQuery query, List<Groups.Group> groups) {
    Selection all = wholeMinutes(query);
    for (int from = 0; from < groups.size(); from += AT_ONCE) {
      List<Groups.Group> some = groups.subList(from, Math.min(groups.size(), from + AT_ONCE));
      if (query.bucketNanos() == 0) {
        addTo(some, all, query);
        continue;
      }
      TreeSet<Long> intervals = new TreeSet<>();
      some.forEach(group -> intervals.addAll(group.series().keySet()));
      List<Long> starts = List.copyOf(intervals);
      int together = Math.max(1, AT_ONCE / some.size());
      for (int first = 0; first < starts.size(); first += together) {
        long end = starts.get(Math.min(starts.size(), first + together) - 1) + query.bucketNanos();
        addTo(some, within(all, starts.get(first), end), query);
      }
    }
  }

  private static Selection within(Selection selection, long from, long to) {
    Long earliest = selection.from();
    Long latest = selection.to();
    return new Selection(
        selection.filter(),
        earliest == null ? from : Math.max(earliest, from),
        latest == null ? to : Math.min(latest, to),
        selection.ids());
  }

  private void addTo(List<Groups.Group> groups, Selection selection, GroupQuery query) {
    ObjectNode body = TraceSearches.request(FilterQuery.of(selection), 0);
    ObjectNode values = facets(body, query);
    ObjectNode terms = values.putObject("terms").put("field", "facets.value");
    terms.put("size", groups.size());
    ArrayNode include = terms.putArray("include");
    Map<String, Groups.Group> byValue = new LinkedHashMap<>();
    for (Groups.Group group : groups) {
      include.add(group.value());
      byValue.put(group.value(), group);
    }
    ObjectNode aggregations = values.putObject("aggs");
    if (query.bucketNanos() > 0) {
      bins(series(aggregations, query).putObject("aggs"));
    } else {
      bins(aggregations);
    }
    for (JsonNode bucket : found(searches.search(body))) {
      Groups.Group group = byValue.get(bucket.path("key").asText());
      if (group == null) {
        continue;
      }
      add(group.figures(), bucket);
      for (JsonNode interval : bucket.path("series").path("buckets")) {
        add(group.figures(), interval);
        add(
            group.series().computeIfAbsent(nanos(interval.path("key")), key -> new Figures()),
            interval);
      }
    }
  }

  private static void bins(ObjectNode aggregations) {
    for (Size size : Size.values()) {
      aggregations
          .putObject(FacetFigures.field(size))
          .putObject("terms")
          .put("field", "facets." + FacetFigures.field(size))
          .put("size", NUMBERS);
    }
  }

  private static void add(Figures figures, JsonNode bucket) {
    for (Size size : Size.values()) {
      for (JsonNode number : bucket.path(FacetFigures.field(size)).path("buckets")) {
        FacetFigures.add(
            figures, size, number.path("key").asLong(), number.path("doc_count").asLong());
      }
    }
  }
}
