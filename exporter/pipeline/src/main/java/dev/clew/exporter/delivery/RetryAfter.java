// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Parses the {@code Retry-After} header: a number of seconds, or a date. */
public final class RetryAfter {
  private RetryAfter() {}

  /** Returns how long to wait, or null if {@code value} is invalid. */
  public static @Nullable Duration parse(String value, InstantSource clock) {
    String text = value.trim();
    try {
      if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), until);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException | NumberFormatException notUnderstood) {
      return null;
    }
  }
}
