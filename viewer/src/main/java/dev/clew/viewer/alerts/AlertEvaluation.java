// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

import dev.clew.viewer.alerts.AlertState.Standing;
import dev.clew.viewer.metrics.Condition;
import dev.clew.viewer.metrics.Measurements;
import dev.clew.viewer.model.Figures.Sum;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.Quantities;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.store.TraceStore;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at the latest traces and decides how a rule stands. */
final class AlertEvaluation {

  private final TraceStore store;
  private final FilterParser filters;
  private final Clock clock;

  AlertEvaluation(TraceStore store, Clock clock) {
    this.store = store;
    this.filters = new FilterParser(clock);
    this.clock = clock;
  }

  /** The state that follows; with an event in it if the alert began or ended. */
  AlertState after(AlertState state, AlertRule rule) {
    Instant now = clock.instant();
    Condition condition = rule.parsedCondition();
    Selection selection =
        new Selection(
            filters.parse(rule.filter()), Quantities.nanos(now.minus(rule.window())), null, null);
    Measurements measured = new Measurements(store, selection, Quantities.nanos(now));
    OptionalDouble value = condition.metric().of(measured);
    boolean enough = measured.all().get(Sum.CALLS) >= rule.minTraces() && value.isPresent();
    Standing next =
        !enough
            ? Standing.NO_DATA
            : condition.holds(value.getAsDouble()) ? Standing.FIRING : Standing.OK;
    Double number = value.isPresent() ? (Double) value.getAsDouble() : null;
    if (next == state.standing()) {
      return state.measured(number);
    }
    AlertState changed = state.standing(next, now.toEpochMilli(), number);
    boolean firing = next == Standing.FIRING;
    if (!firing && state.standing() != Standing.FIRING) {
      return changed;
    }
    return changed.with(
        new AlertEvent(
            UUID.randomUUID().toString(),
            rule.name(),
            now.toEpochMilli(),
            firing,
            number == null ? 0 : number,
            text(rule, condition, firing, number)),
        rule.webhook() != null);
  }

  private static String text(
      AlertRule rule, Condition condition, boolean firing, @Nullable Double value) {
    String about = " over " + rule.over() + (rule.filter().isBlank() ? "" : ", " + rule.filter());
    String text =
        value == null
            ? condition.metric().wire().replace('_', ' ') + ": nothing to measure"
            : firing
                ? condition.text(value)
                : condition.metric().wire().replace('_', ' ')
                    + " "
                    + Condition.text(condition.metric(), value);
    return rule.name() + (firing ? " fires: " : " is over: ") + text + about;
  }
}
