// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rule stands. Kept in the store: a viewer that starts anew does not tell again.
 *
 * @param since milliseconds since 1970 at which it came to stand so
 * @param value of the metric at the last look, or null if there was nothing to measure
 * @param events how many there have been
 * @param deliveries what the webhook has not been told yet, in order
 * @param history the latest events, the latest first
 */
public record AlertState(
    Standing standing,
    long since,
    @Nullable Double value,
    long events,
    List<Delivery> deliveries,
    List<AlertEvent> history) {

  public static final AlertState NEW =
      new AlertState(Standing.NO_DATA, 0, null, 0, List.of(), List.of());

  private static final int KEPT = 50;
  private static final int MOST_DELIVERIES = 100;

  /** The three ways a rule can stand. */
  public enum Standing {
    OK,
    FIRING,
    NO_DATA
  }

  /**
   * An event that the webhook is to be told of.
   *
   * @param nextMillis not before this time
   */
  public record Delivery(
      AlertEvent event, int attempts, long nextMillis, @Nullable String lastError) {

    private static final long FIRST_WAIT = 5_000;
    private static final long LONGEST_WAIT = 300_000;

    /** To be written before an attempt, so that no other viewer attempts the same. */
    Delivery attempted(long now) {
      long wait = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(10, attempts));
      return new Delivery(event, attempts + 1, now + wait, lastError);
    }

    Delivery failed(String error) {
      return new Delivery(event, attempts, nextMillis, error);
    }
  }

  /** After a look that changed nothing but the value. */
  AlertState measured(@Nullable Double now) {
    return new AlertState(standing, since, now, events, deliveries, history);
  }

  AlertState standing(Standing next, long now, @Nullable Double measured) {
    return new AlertState(next, now, measured, events, deliveries, history);
  }

  /** An event happened. */
  AlertState with(AlertEvent event, boolean tell) {
    List<AlertEvent> latest = new ArrayList<>(history);
    latest.add(0, event);
    List<Delivery> waiting = new ArrayList<>(deliveries);
    if (tell) {
      waiting.add(new Delivery(event, 0, event.millis(), null));
    }
    return new AlertState(
        standing,
        since,
        value,
        events + 1,
        List.copyOf(waiting.subList(Math.max(0, waiting.size() - MOST_DELIVERIES), waiting.size())),
        List.copyOf(latest.subList(0, Math.min(KEPT, latest.size()))));
  }

  AlertState withDeliveries(List<Delivery> waiting) {
    return new AlertState(standing, since, value, events, List.copyOf(waiting), history);
  }

  public @Nullable AlertEvent lastFired() {
    return history.stream().filter(AlertEvent::firing).findFirst().orElse(null);
  }
}
