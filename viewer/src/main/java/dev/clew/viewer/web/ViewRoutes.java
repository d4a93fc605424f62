// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.query.FilterException;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.SavedView;
import dev.clew.viewer.store.TraceStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Saved filters. */
final class ViewRoutes {

  private static final int MAX_BODY = 64 << 10;
  private static final int MAX_NAME = 100;
  private static final int MAX_VIEWS = 200;

  private final TraceStore store;
  private final FilterParser parser;
  private final Clock clock;

  ViewRoutes(TraceStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.parser = new FilterParser(clock);
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/views", this::list);
    routes.put("/api/v1/views/{name}", this::save);
    routes.delete("/api/v1/views/{name}", this::delete);
  }

  private void list(Context context) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode views = json.putArray("views");
    store.views().forEach(view -> views.add(view(view)));
    Requests.json(context, json);
  }

  private void save(Context context) {
    String name = context.pathParam("name");
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new HttpProblem(400, "name: 1 to " + MAX_NAME + " characters");
    }
    JsonNode body = Json.readOrNull(new String(Bodies.read(context, MAX_BODY), Bodies.UTF_8));
    String filter = body == null ? null : Json.text(body, "filter");
    if (body == null || filter == null) {
      throw new HttpProblem(400, "the body must be JSON with a \"filter\"");
    }
    parser.parse(filter);
    boolean known = store.views().stream().anyMatch(view -> view.name().equals(name));
    if (!known && store.views().size() >= MAX_VIEWS) {
      throw new HttpProblem(409, "there are " + MAX_VIEWS + " views; delete one first");
    }
    List<String> columns = new ArrayList<>();
    Json.child(body, "columns").forEach(column -> columns.add(column.asText()));
    SavedView view =
        new SavedView(
            name,
            filter,
            Json.text(body, "sort"),
            Json.text(body, "range"),
            columns,
            clock.millis());
    store.saveView(view);
    Requests.json(context, view(view));
  }

  private void delete(Context context) {
    if (!store.deleteView(context.pathParam("name"))) {
      throw new HttpProblem(404, "no view has that name");
    }
    context.status(204);
  }

  private ObjectNode view(SavedView view) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", view.name()).put("filter", view.filter());
    put(json, "sort", view.sort());
    put(json, "range", view.range());
    ArrayNode columns = json.putArray("columns");
    view.columns().forEach(columns::add);
    json.put("savedMs", view.savedMillis());
    try {
      json.put("traces", store.count(Selection.of(parser.parse(view.filter()))));
    } catch (FilterException e) {
      // Saved by a version that knew more fields: it stays, without a count.
    }
    return json;
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
