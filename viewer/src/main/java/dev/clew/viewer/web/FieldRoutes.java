// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.query.FilterException;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.NumberField;
import dev.clew.viewer.query.Term;
import dev.clew.viewer.query.TextField;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** For the filter bar: fields, values, and the terms of a filter. */
final class FieldRoutes {

  private final TraceStore store;
  private final Requests requests;
  private final FilterParser parser;

  FieldRoutes(TraceStore store, Requests requests, Clock clock) {
    this.store = store;
    this.requests = requests;
    this.parser = new FilterParser(clock);
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/fields", this::fields);
    routes.get("/api/v1/fields/{field}/values", this::values);
    routes.get("/api/v1/filter", this::filter);
  }

  private void fields(Context context) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode fields = json.putArray("fields");
    for (TextField field : TextField.values()) {
      ObjectNode entry = fields.addObject();
      entry.put("name", field.wire()).put("kind", "text").put("help", field.help());
      if (!field.choices().isEmpty()) {
        ArrayNode choices = entry.putArray("values");
        field.choices().forEach(choices::add);
      }
    }
    for (NumberField field : NumberField.values()) {
      fields
          .addObject()
          .put("name", field.wire())
          .put("kind", field.kind().name().toLowerCase(Locale.ROOT))
          .put("help", field.help())
          .put("example", field.example());
    }
    for (String key : store.metadataKeys()) {
      fields
          .addObject()
          .put("name", Facet.METADATA + key)
          .put("kind", "text")
          .put("help", "metadata");
    }
    Requests.json(context, json);
  }

  private void values(Context context) {
    String field = context.pathParam("field");
    boolean known = TextField.of(field).isPresent() || field.startsWith(Facet.METADATA);
    if (!known) {
      throw new HttpProblem(404, "there is no text field named " + field);
    }
    Requests.checkField(context, field);
    int limit = Requests.number(context, "limit", 20, 1, 200);
    List<TraceStore.ValueCount> values =
        store.values(
            field, Requests.text(context, "contains", ""), requests.selection(context), limit + 1);
    ObjectNode json = Json.MAPPER.createObjectNode().put("field", field);
    ArrayNode list = json.putArray("values");
    for (TraceStore.ValueCount value : values.subList(0, Math.min(limit, values.size()))) {
      list.addObject().put("value", value.value()).put("traces", value.traces());
    }
    json.put("more", values.size() > limit);
    Requests.json(context, json);
  }

  private void filter(Context context) {
    String text = Requests.text(context, "q", "");
    ObjectNode json = Json.MAPPER.createObjectNode();
    try {
      parser.parse(text);
      ArrayNode terms = json.putArray("terms");
      for (Term term : FilterParser.terms(text)) {
        ObjectNode entry = terms.addObject().put("negated", term.negated());
        if (term.field() != null) {
          entry.put("field", term.field()).put("operator", term.operator());
        }
        ArrayNode values = entry.putArray("values");
        term.values().forEach(values::add);
        entry.put("text", text.substring(term.start(), term.end()));
        entry.put("start", term.start()).put("end", term.end());
      }
    } catch (FilterException e) {
      json.putObject("problem")
          .put("title", e.getMessage())
          .put("status", 400)
          .put("position", e.position());
    }
    Requests.json(context, json);
  }
}
