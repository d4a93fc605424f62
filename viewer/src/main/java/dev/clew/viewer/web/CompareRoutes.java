// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.api.CompareJson;
import dev.clew.viewer.api.FiguresJson;
import dev.clew.viewer.compare.PeriodComparison;
import dev.clew.viewer.compare.SpanTexts;
import dev.clew.viewer.compare.TextDiff;
import dev.clew.viewer.compare.TraceComparison;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.content.SpanContent;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.model.Ids;
import dev.clew.viewer.query.TextField;
import dev.clew.viewer.store.StoredTrace;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Two traces, or two periods, side by side. */
final class CompareRoutes {

  private static final int LIMIT = 100;

  private final TraceStore store;
  private final Traces traces;
  private final Requests requests;

  CompareRoutes(TraceStore store, Traces traces, Requests requests) {
    this.store = store;
    this.traces = traces;
    this.requests = requests;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/compare", this::compare);
    routes.get("/api/v1/compare/text", this::text);
    routes.get("/api/v1/periods", this::periods);
  }

  private StoredTrace trace(Context context, String name) {
    String id = traces.fullId(Requests.required(context, name));
    return store.trace(id).orElseThrow(() -> new HttpProblem(404, name + ": no trace has that id"));
  }

  private void compare(Context context) {
    StoredTrace a = trace(context, "a");
    StoredTrace b = trace(context, "b");
    Requests.json(
        context, CompareJson.comparison(TraceComparison.of(a, b, SpanTexts.of(store, a, b))));
  }

  private void text(Context context) {
    if (context.queryParam("aSpan") == null && context.queryParam("bSpan") == null) {
      throw new HttpProblem(400, "aSpan and bSpan are missing");
    }
    SpanContent a = content(context, "a");
    SpanContent b = content(context, "b");
    Requests.json(context, CompareJson.texts(TextDiff.inputs(a, b), TextDiff.outputs(a, b)));
  }

  /** Of a span; empty if only the other trace has it. */
  private SpanContent content(Context context, String side) {
    String trace = traces.fullId(Requests.required(context, side));
    String span = context.queryParam(side + "Span");
    if (span == null) {
      return new SpanContent(Json.MAPPER.createObjectNode());
    }
    if (!span.matches("[0-9a-f]{16}")) {
      throw new HttpProblem(400, side + "Span: 16 hexadecimal digits");
    }
    return store
        .payload(trace, Ids.span(span))
        .map(SpanContent::of)
        .orElseThrow(() -> new HttpProblem(404, side + "Span: no span has that id"));
  }

  private void periods(Context context) {
    String field = Requests.text(context, "field", Facet.ALL);
    if (!field.equals(Facet.ALL) && TextField.of(field).isEmpty()) {
      throw new HttpProblem(404, "there are no figures of a field named " + field);
    }
    Requests.checkField(context, field);
    PeriodComparison periods =
        PeriodComparison.of(
            store,
            field,
            requests.selection(context),
            requests.selection(context, "from2", "to2"),
            LIMIT);
    ObjectNode json = Json.MAPPER.createObjectNode().put("field", field);
    FiguresJson.write(json.putObject("first"), periods.first());
    FiguresJson.write(json.putObject("second"), periods.second());
    ArrayNode groups = json.putArray("groups");
    for (PeriodComparison.Pair pair : periods.groups()) {
      ObjectNode entry = groups.addObject().put("value", pair.value());
      if (pair.first() != null) {
        FiguresJson.write(entry.putObject("first"), pair.first());
      }
      if (pair.second() != null) {
        FiguresJson.write(entry.putObject("second"), pair.second());
      }
    }
    Requests.json(context, json);
  }
}
