// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.analysis.TraceSearch;
import dev.clew.viewer.api.ContextDiffJson;
import dev.clew.viewer.api.LoadedTrace;
import dev.clew.viewer.api.SpanDetailJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Content of spans: one span, its record, what was new in its context, and search. */
final class SpanRoutes {

  private final TraceStore store;
  private final Traces traces;
  private final AuditLog audit;

  SpanRoutes(TraceStore store, Traces traces, AuditLog audit) {
    this.store = store;
    this.audit = audit;
    this.traces = traces;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/traces/{traceId}/search", this::search);
    routes.get("/api/v1/traces/{traceId}/spans/{spanId}", this::span);
    routes.get("/api/v1/traces/{traceId}/spans/{spanId}/raw", this::raw);
    routes.get("/api/v1/traces/{traceId}/spans/{spanId}/context-diff", this::contextDiff);
  }

  private static HttpProblem noSpan(String spanId) {
    return new HttpProblem(404, "the trace has no span " + spanId);
  }

  private void span(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    String spanId = Traces.spanId(context.pathParam("spanId"));
    Requests.json(
        context, new SpanDetailJson(store, trace).span(spanId).orElseThrow(() -> noSpan(spanId)));
  }

  private void raw(Context context) {
    String traceId = traces.fullId(context.pathParam("traceId"));
    String spanId = Traces.spanId(context.pathParam("spanId"));
    audit.line(
        context,
        "record",
        Json.MAPPER.createObjectNode().put("trace", traceId).put("span", spanId));
    byte[] record = store.payload(traceId, Ids.span(spanId)).orElseThrow(() -> noSpan(spanId));
    context.contentType("application/json").result(record);
  }

  private void contextDiff(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    String spanId = Traces.spanId(context.pathParam("spanId"));
    String against = context.queryParam("against");
    try {
      Requests.json(
          context,
          new ContextDiffJson(store, trace)
              .diff(spanId, against == null ? null : Traces.spanId(against))
              .orElseThrow(() -> noSpan(spanId)));
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(409, String.valueOf(e.getMessage()));
    }
  }

  private void search(Context context) {
    LoadedTrace trace = traces.get(context.pathParam("traceId"));
    int limit = Requests.number(context, "limit", 1000, 1, 10_000);
    TraceSearch search = new TraceSearch(Requests.required(context, "text"));
    store.payloads(trace.row().id(), (id, payload) -> search.look(id, SpanContent.of(payload)));
    List<TraceSearch.Hit> hits = search.hits(trace.tree());
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode list = json.putArray("hits");
    for (TraceSearch.Hit hit : hits.subList(0, Math.min(limit, hits.size()))) {
      list.addObject()
          .put("spanId", Ids.span(hit.spanId()))
          .put("place", hit.place())
          .put("excerpt", hit.excerpt());
    }
    json.put("more", hits.size() > limit);
    Requests.json(context, json);
  }
}
