// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.alerts.AlertBook;
import dev.clew.viewer.alerts.AlertEvent;
import dev.clew.viewer.alerts.AlertRule;
import dev.clew.viewer.alerts.AlertState;
import dev.clew.viewer.content.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code Alerts} of openapi.yaml. */
public final class AlertJson {

  private static final int MOST_EVENTS = 200;

  private AlertJson() {}

  public static ObjectNode all(AlertBook book) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode rules = json.putArray("rules");
    ArrayNode states = json.putArray("states");
    List<AlertEvent> events = new ArrayList<>();
    for (AlertRule rule : book.rules()) {
      AlertState state = book.state(rule.name());
      rules.add(rule(rule));
      states.add(state(rule, state));
      events.addAll(state.history());
    }
    ArrayNode history = json.putArray("history");
    events.stream()
        .sorted(Comparator.comparingLong(AlertEvent::millis).reversed())
        .limit(MOST_EVENTS)
        .forEach(
            event ->
                history
                    .addObject()
                    .put("ms", event.millis())
                    .put("rule", event.rule())
                    .put("state", event.firing() ? "firing" : "resolved")
                    .put("value", event.value())
                    .put("text", event.text()));
    return json;
  }

  public static ObjectNode rule(AlertRule rule) {
    return Json.MAPPER
        .createObjectNode()
        .put("name", rule.name())
        .put("condition", rule.condition())
        .put("metric", rule.parsedCondition().metric().wire())
        .put("over", rule.over())
        .put("filter", rule.filter())
        .put("minTraces", rule.minTraces())
        .put("webhook", rule.maskedWebhook())
        .put("enabled", rule.enabled());
  }

  private static ObjectNode state(AlertRule rule, AlertState state) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("rule", rule.name());
    json.put(
        "state", rule.enabled() ? state.standing().name().toLowerCase(Locale.ROOT) : "disabled");
    if (state.since() > 0) {
      json.put("sinceMs", state.since());
    }
    if (state.value() != null) {
      json.put("value", state.value());
    }
    json.put("threshold", rule.parsedCondition().limit());
    AlertEvent fired = state.lastFired();
    if (fired != null) {
      json.put("lastFiredMs", fired.millis()).put("text", fired.text());
    }
    if (!state.deliveries().isEmpty()) {
      AlertState.Delivery delivery = state.deliveries().get(0);
      json.putObject("delivery")
          .put("waiting", state.deliveries().size())
          .put("attempts", delivery.attempts())
          .put("nextAttemptMs", delivery.nextMillis())
          .put("lastError", delivery.lastError());
    }
    return json;
  }
}
