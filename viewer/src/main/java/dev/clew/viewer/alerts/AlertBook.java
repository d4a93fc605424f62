// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

import dev.clew.viewer.content.Json;
import dev.clew.viewer.store.TraceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rules and their states, in the store. Safe for several threads and several viewers. */
public final class AlertBook {

  private static final String RULE = "alert_rule";
  private static final String STATE = "alert_state";
  private static final int MOST_RULES = 200;
  private static final int MOST_TRIES = 20;

  private final TraceStore store;

  public AlertBook(TraceStore store) {
    this.store = store;
  }

  public List<AlertRule> rules() {
    List<AlertRule> rules = new ArrayList<>();
    store.documents(RULE).values().forEach(json -> rules.add(Json.read(json, AlertRule.class)));
    return rules;
  }

  public Optional<AlertRule> rule(String name) {
    return Optional.ofNullable(store.documents(RULE).get(name))
        .map(json -> Json.read(json, AlertRule.class));
  }

  /**
   * Adds or changes a rule. A webhook in its masked form stays what it was.
   *
   * @throws IllegalArgumentException if the rule cannot be applied
   */
  public AlertRule save(AlertRule rule) {
    String before = store.documents(RULE).get(rule.name());
    AlertRule known = before == null ? null : Json.read(before, AlertRule.class);
    AlertRule whole = rule;
    if (known != null && rule.webhook() != null && rule.webhook().equals(known.maskedWebhook())) {
      whole = rule.withWebhook(known.webhook());
    }
    if (known == null && store.documents(RULE).size() >= MOST_RULES) {
      throw new IllegalArgumentException("there are " + MOST_RULES + " alerts; delete one first");
    }
    AlertRule checked = whole.checked();
    if (!store.replaceDocument(RULE, rule.name(), before, Json.write(checked))) {
      throw new IllegalArgumentException("somebody else changed it at the same time; try again");
    }
    if (known != null && !known.condition().equals(checked.condition())) {
      // What was measured by the old condition says nothing about the new one.
      update(rule.name(), state -> AlertState.NEW.withDeliveries(state.deliveries()));
    }
    return checked;
  }

  /** False if there was none. */
  public boolean delete(String name) {
    String before = store.documents(RULE).get(name);
    boolean deleted = before != null && store.replaceDocument(RULE, name, before, null);
    String state = store.documents(STATE).get(name);
    if (deleted && state != null) {
      store.replaceDocument(STATE, name, state, null);
    }
    return deleted;
  }

  public AlertState state(String name) {
    String json = store.documents(STATE).get(name);
    return json == null ? AlertState.NEW : Json.read(json, AlertState.class);
  }

  /** Changes a state if it still is what was read; null if somebody else was faster. */
  @Nullable AlertState change(String name, AlertState expected, AlertState next) {
    String before = store.documents(STATE).get(name);
    AlertState known = before == null ? AlertState.NEW : Json.read(before, AlertState.class);
    return known.equals(expected) && store.replaceDocument(STATE, name, before, Json.write(next))
        ? next
        : null;
  }

  /** Changes a state, whatever it is by now. */
  void update(String name, UnaryOperator<AlertState> change) {
    for (int i = 0; i < MOST_TRIES; i++) {
      AlertState now = state(name);
      AlertState next = change.apply(now);
      if (next.equals(now) || change(name, now, next) != null) {
        return;
      }
    }
  }
}
