// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.alerts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.clew.viewer.metrics.Condition;
import dev.clew.viewer.query.FilterException;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.Quantities;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When to tell whom.
 *
 * @param condition such as {@code error_rate>0.02}
 * @param over the latest span of time that is looked at, such as {@code 5m}
 * @param filter of the traces that count
 * @param minTraces with fewer there is nothing to say
 * @param webhook an address that gets a POST, or null for the page and the log alone
 */
public record AlertRule(
    String name,
    String condition,
    String over,
    String filter,
    int minTraces,
    @Nullable String webhook,
    boolean enabled) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int MAX_NAME = 100;

  /**
   * The same rule if it can be applied.
   *
   * @throws IllegalArgumentException with a message for people that names the field
   */
  public AlertRule checked() {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("name: 1 to " + MAX_NAME + " characters");
    }
    try {
      parsedCondition();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("condition: " + e.getMessage(), e);
    }
    Duration time = Quantities.duration(over).orElse(Duration.ZERO);
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "over: \"" + over + "\" is not from 1m to 31d; write 5m, 1h or 1d");
    }
    try {
      new FilterParser(Clock.systemUTC()).parse(filter);
    } catch (FilterException e) {
      throw new IllegalArgumentException("filter: " + e.getMessage(), e);
    }
    if (minTraces < 0) {
      throw new IllegalArgumentException("minTraces: 0 or more");
    }
    if (webhook != null) {
      checkWebhook(webhook);
    }
    return this;
  }

  private static void checkWebhook(String webhook) {
    try {
      URI address = URI.create(webhook);
      if (address.getHost() != null
          && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, without the address, which may hold a key.
    }
    throw new IllegalArgumentException("webhook: not an http or https address");
  }

  @JsonIgnore
  public Condition parsedCondition() {
    return Condition.parse(condition);
  }

  @JsonIgnore
  public Duration window() {
    return Quantities.duration(over).orElse(SHORTEST);
  }

  /** The webhook without its path, which may hold a key. */
  @JsonIgnore
  public @Nullable String maskedWebhook() {
    if (webhook == null) {
      return null;
    }
    URI address = URI.create(webhook);
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port + "/…";
  }

  AlertRule withWebhook(@Nullable String address) {
    return new AlertRule(name, condition, over, filter, minTraces, address, enabled);
  }
}
