// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.api.LoadedTrace;
import dev.clew.viewer.api.ReplayJson;
import dev.clew.viewer.api.StatsJson;
import dev.clew.viewer.api.SummaryJson;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.compare.SimilarRun;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;

/** The list of traces, and the views of a single one. */
final class TraceRoutes {

  private final TraceStore store;
  private final Traces traces;
  private final Requests requests;
  private final Clock clock;

  TraceRoutes(TraceStore store, Traces traces, Requests requests, Clock clock) {
    this.store = store;
    this.traces = traces;
    this.requests = requests;
    this.clock = clock;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/traces", this::list);
    routes.get("/api/v1/traces/totals", this::totals);
    routes.get("/api/v1/traces/histogram", this::histogram);
    routes.get("/api/v1/traces/counts", this::counts);
    routes.get("/api/v1/traces/{traceId}", this::detail);
    routes.get("/api/v1/traces/{traceId}/changes", this::changes);
    routes.get("/api/v1/traces/{traceId}/neighbours", this::neighbours);
    routes.get("/api/v1/traces/{traceId}/similar", this::similar);
    routes.get("/api/v1/traces/{traceId}/summary", this::summary);
    routes.get("/api/v1/traces/{traceId}/critical-path", this::criticalPath);
    routes.get("/api/v1/traces/{traceId}/replay", this::replay);
    routes.get("/api/v1/traces/{traceId}/resources", this::resources);
  }

  private void list(Context context) {
    TraceQuery query = requests.query(context);
    TraceStore.TracePage page = store.list(query);
    Requests.json(context, json -> TraceJson.writePage(json, page, query));
  }

  private void totals(Context context) {
    Requests.json(context, StatsJson.totals(store.totals(requests.selection(context))));
  }

  private void histogram(Context context) {
    int buckets = Requests.number(context, "buckets", 60, 1, 500);
    Requests.json(
        context, StatsJson.histogram(store.histogram(requests.selection(context), buckets)));
  }

  private void counts(Context context) {
    List<String> filters = context.queryParams("q");
    if (filters.isEmpty() || filters.size() > 50) {
      throw new HttpProblem(400, "q: 1 to 50 filters");
    }
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode counts = json.putArray("counts");
    for (String filter : filters) {
      counts.add(store.count(requests.selection(context, filter)));
    }
    Requests.json(context, json);
  }

  private void detail(Context context) {
    int max = Requests.number(context, "first", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    Requests.json(context, json -> TraceJson.writeTop(json, trace, max, now()));
  }

  private void changes(Context context) {
    int since = Requests.number(context, "since", 0, 0, Integer.MAX_VALUE);
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    Requests.json(context, json -> TraceJson.writeChanges(json, trace, since, now()));
  }

  private long now() {
    return clock.millis() * 1_000_000;
  }

  private void neighbours(Context context) {
    String id = traces.fullId(context.pathParam("traceId"));
    TraceStore.Neighbours found = store.neighbours(id, requests.selection(context));
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("younger", found.younger().orElse(null));
    json.put("older", found.older().orElse(null));
    Requests.json(context, json);
  }

  private void similar(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set(
        "trace", SimilarRun.find(store, trace.row()).<ObjectNode>map(TraceJson::row).orElse(null));
    Requests.json(context, json);
  }

  private void summary(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    ObjectNode json = SummaryJson.summary(trace, now());
    String accept = context.header("Accept");
    if (accept != null && accept.startsWith("text/plain")) {
      StringBuilder text = new StringBuilder();
      json.get("text").forEach(line -> text.append(line.asText()).append('\n'));
      context.contentType("text/plain; charset=utf-8").result(text.toString());
    } else {
      Requests.json(context, json);
    }
  }

  private void criticalPath(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    Requests.json(context, json -> TraceJson.writePath(json, trace.tree()));
  }

  private void replay(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    int after = Requests.number(context, "after", 0, 0, Integer.MAX_VALUE);
    int limit = Requests.number(context, "limit", 200, 1, 1000);
    Requests.json(context, new ReplayJson(store, trace).page(after, limit));
  }

  private void resources(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    int samples = Requests.number(context, "samples", 300, 2, 2000);
    Requests.json(context, StatsJson.resources(store, trace, samples, clock.millis()));
  }
}
