// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.api.FiguresJson;
import dev.clew.viewer.api.TraceJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.metrics.AgentGraph;
import dev.clew.viewer.metrics.ErrorGroup;
import dev.clew.viewer.metrics.ErrorSample;
import dev.clew.viewer.metrics.Session;
import dev.clew.viewer.metrics.ToolRun;
import dev.clew.viewer.metrics.ToolUsage;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Figures;
import dev.clew.viewer.model.TraceRow;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.GroupQuery;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TextField;
import dev.clew.viewer.query.TraceQuery;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** What many traces show together. */
final class MetricRoutes {

  private static final int SAMPLES = 10;

  /** More would be more than a chart can show. */
  private static final int MOST_INTERVALS = 1_500;

  private final TraceStore store;
  private final Requests requests;

  MetricRoutes(TraceStore store, Requests requests) {
    this.store = store;
    this.requests = requests;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/groups/{field}", this::groups);
    routes.get(
        "/api/v1/tools",
        context ->
            Requests.json(
                context, FiguresJson.tools(ToolUsage.all(store, requests.selection(context)))));
    routes.get("/api/v1/tools/{name}/runs", this::runs);
    routes.get("/api/v1/errors", this::errors);
    routes.get("/api/v1/errors/{id}", this::error);
    routes.get(
        "/api/v1/agents",
        context ->
            Requests.json(
                context, FiguresJson.agents(AgentGraph.of(store, requests.selection(context)))));
    routes.get("/api/v1/sessions", this::sessions);
    routes.get("/api/v1/sessions/{group}", this::session);
  }

  private void groups(Context context) {
    String field = context.pathParam("field");
    if (!field.equals(Facet.ALL) && TextField.of(field).isEmpty()) {
      throw new HttpProblem(404, "there are no figures of a field named " + field);
    }
    Requests.checkField(context, field);
    GroupQuery query =
        new GroupQuery(
            field,
            requests.selection(context),
            new HashSet<>(context.queryParams("value")),
            every(context),
            Requests.number(context, "limit", 100, 1, 1000));
    Requests.json(context, FiguresJson.groups(store.groups(query), query));
  }

  private void runs(Context context) {
    int limit = Requests.number(context, "limit", 50, 1, 500);
    Selection selection = requests.selection(context);
    String tool = context.pathParam("name");
    Requests.json(
        context,
        FiguresJson.runs(
            "true".equals(context.queryParam("failed"))
                ? ToolRun.failed(store, selection, tool, limit)
                : ToolRun.latest(store, selection, tool, limit)));
  }

  /** The width of intervals in nanoseconds; 0 if none are asked for. */
  private long every(Context context) {
    long millis = Requests.number(context, "every", 0, 0, Integer.MAX_VALUE);
    if (millis % 60_000 != 0) {
      throw new HttpProblem(400, "every: whole minutes in milliseconds, such as 3600000");
    }
    Selection selection = requests.selection(context);
    if (millis > 0 && selection.from() != null) {
      long to = selection.to() == null ? requests.now() : selection.to();
      if ((to - selection.from()) / 1_000_000 / millis > MOST_INTERVALS) {
        throw new HttpProblem(400, "every: that makes more than " + MOST_INTERVALS + " intervals");
      }
    }
    return millis * 1_000_000;
  }

  private void errors(Context context) {
    long every = every(context);
    int limit = Requests.number(context, "limit", 100, 1, 1000);
    Requests.json(
        context,
        FiguresJson.errors(
            ErrorGroup.all(store, requests.selection(context), every, limit), every));
  }

  private void error(Context context) {
    String id = context.pathParam("id").toLowerCase(Locale.ROOT);
    if (!id.matches("[0-9a-f]{8}")) {
      throw new HttpProblem(400, "id: eight hexadecimal digits");
    }
    List<TraceRow> rows =
        store.list(TraceQuery.latest(with(requests.selection(context), id), SAMPLES)).rows();
    if (rows.isEmpty()) {
      throw new HttpProblem(404, "no trace has an error with that id");
    }
    ObjectNode json = Json.MAPPER.createObjectNode().put("id", id);
    ArrayNode traces = json.putArray("traces");
    rows.forEach(row -> traces.add(TraceJson.row(row)));
    ErrorSample.find(store, rows, id).ifPresent(sample -> sample(json.putObject("sample"), sample));
    Requests.json(context, json);
  }

  private static Selection with(Selection selection, String id) {
    return new Selection(
        new Filter.And(
            List.of(selection.filter(), new Filter.Match("fingerprint", false, List.of(id + " ")))),
        selection.from(),
        selection.to(),
        selection.ids());
  }

  private static void sample(ObjectNode json, ErrorSample sample) {
    json.put("traceId", sample.span().traceId()).put("spanId", sample.span().idText());
    json.put("spanName", sample.span().label());
    SpanContent content = sample.content();
    json.put("type", content.errorType()).put("message", content.errorMessage());
    json.put("stackTrace", content.stackTrace());
  }

  private void sessions(Context context) {
    String cursor = context.queryParam("cursor");
    Requests.json(
        context,
        FiguresJson.sessions(
            Session.list(
                store,
                requests.selection(context),
                Requests.number(context, "limit", 50, 1, 200),
                cursor == null
                    ? null
                    : Cursor.decode(cursor)
                        .orElseThrow(
                            () -> new HttpProblem(400, "cursor: not issued by this server")))));
  }

  private void session(Context context) {
    String group = context.pathParam("group");
    int limit = Requests.number(context, "limit", 200, 1, 1000);
    Session session =
        Session.of(store, group, limit)
            .orElseThrow(() -> new HttpProblem(404, "no trace belongs to that conversation"));
    ObjectNode json = FiguresJson.session(Json.MAPPER.createObjectNode(), session);
    ArrayNode traces = json.putArray("traces");
    for (int i = session.rows().size() - 1; i >= 0; i--) {
      traces.add(TraceJson.row(session.rows().get(i)));
    }
    json.put("more", session.figures().get(Figures.Sum.TRACES) > session.rows().size());
    Requests.json(context, json);
  }
}
