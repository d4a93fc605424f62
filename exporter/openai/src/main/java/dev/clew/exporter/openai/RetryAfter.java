// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header by which an overloaded receiver asks to be left alone for a while. */
final class RetryAfter {
  private RetryAfter() {}

  /** Returns the time that {@code header} asks for, or null if it says nothing readable. */
  static @Nullable Duration of(String header, Instant now) {
    String text = header.strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
