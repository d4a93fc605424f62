// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.alerts.AlertBook;
import dev.clew.viewer.alerts.AlertRule;
import dev.clew.viewer.alerts.AlertService;
import dev.clew.viewer.api.AlertJson;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.metrics.Metric;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/** Rules of alerts and how they stand. */
final class AlertRoutes {

  private static final int MAX_BODY = 64 << 10;

  private final AlertBook book;
  private final AlertService service;
  private final AuditLog audit;

  AlertRoutes(AlertBook book, AlertService service, AuditLog audit) {
    this.book = book;
    this.service = service;
    this.audit = audit;
  }

  void add(RoutesConfig routes) {
    routes.get("/api/v1/alerts", this::all);
    routes.put("/api/v1/alerts/{name}", this::save);
    routes.delete("/api/v1/alerts/{name}", this::delete);
    routes.post("/api/v1/alerts/{name}/test", this::test);
  }

  private void all(Context context) {
    ObjectNode json = AlertJson.all(book);
    var metrics = json.putArray("metrics");
    for (Metric metric : Metric.values()) {
      metrics
          .addObject()
          .put("name", metric.wire())
          .put("unit", metric.unit().name().toLowerCase(Locale.ROOT))
          .put("help", metric.help());
    }
    Requests.json(context, json);
  }

  private void save(Context context) {
    JsonNode body = Json.readOrNull(new String(Bodies.read(context, MAX_BODY), Bodies.UTF_8));
    String condition = body == null ? null : Json.text(body, "condition");
    if (body == null || condition == null) {
      throw new HttpProblem(
          400, "the body must be JSON with a \"condition\", such as error_rate>0.02");
    }
    String over = Json.text(body, "over");
    String filter = Json.text(body, "filter");
    String webhook = Json.text(body, "webhook");
    AlertRule rule =
        new AlertRule(
            context.pathParam("name"),
            condition,
            over == null ? "5m" : over,
            filter == null ? "" : filter,
            (int) Json.number(body, "minTraces", 1),
            webhook == null || webhook.isBlank() ? null : webhook,
            Json.child(body, "enabled").asBoolean(true));
    try {
      ObjectNode saved = AlertJson.rule(book.save(rule));
      audit.line(context, "alert", saved);
      Requests.json(context, saved);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, String.valueOf(e.getMessage()));
    }
  }

  private void delete(Context context) {
    if (!book.delete(context.pathParam("name"))) {
      throw new HttpProblem(404, "no alert has that name");
    }
    audit.line(
        context,
        "alert deleted",
        Json.MAPPER.createObjectNode().put("name", context.pathParam("name")));
    context.status(204);
  }

  private void test(Context context) {
    AlertRule rule =
        book.rule(context.pathParam("name"))
            .orElseThrow(() -> new HttpProblem(404, "no alert has that name"));
    Optional<String> problem = service.test(rule);
    ObjectNode json = Json.MAPPER.createObjectNode().put("ok", problem.isEmpty());
    problem.ifPresent(text -> json.put("error", text));
    Requests.json(context, json);
  }
}
