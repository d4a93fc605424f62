// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses numbers with units, ages and times. */
public final class Quantities {

  private static final Pattern NUMBER =
      Pattern.compile("\\$?(\\d+(?:\\.\\d+)?|\\.\\d+)([a-zA-Z]*)");

  private Quantities() {}

  /** The number in the base unit of a field. */
  static double parse(NumberField field, String text, Instant now, int position) {
    if (field.kind() == NumberField.Kind.TIME) {
      return nanos(
          time(text, now)
              .orElseThrow(
                  () ->
                      new FilterException(
                          "\""
                              + text
                              + "\" is not a time; write 2026-11-29T15:00:00Z or an age such"
                              + " as 1h",
                          position)));
    }
    Matcher matcher = NUMBER.matcher(text);
    if (matcher.matches()) {
      double factor = factor(field.kind(), matcher.group(2));
      if (factor > 0) {
        return Double.parseDouble(matcher.group(1)) * factor;
      }
    }
    throw new FilterException(
        "\"" + text + "\" is not a number for " + field.wire() + "; write " + field.example(),
        position);
  }

  private static double factor(NumberField.Kind kind, String unit) {
    if (kind == NumberField.Kind.DURATION) {
      return unit.isEmpty() ? 1e9 : durationUnit(unit);
    }
    return switch (unit) {
      case "" -> 1;
      case "k", "K" -> 1e3;
      case "m", "M" -> 1e6;
      default -> 0;
    };
  }

  private static double durationUnit(String unit) {
    return switch (unit) {
      case "us", "µs" -> 1e3;
      case "ms" -> 1e6;
      case "s" -> 1e9;
      case "m", "min" -> 60e9;
      case "h" -> 3600e9;
      case "d" -> 86400e9;
      default -> 0;
    };
  }

  /** Milliseconds since 1970, ISO 8601, a date, or an age such as {@code 15m}. */
  public static Optional<Instant> time(String text, Instant now) {
    if (text.matches("\\d{12,14}(\\.\\d+)?")) {
      return Optional.of(Instant.ofEpochMilli((long) Double.parseDouble(text)));
    }
    Optional<Duration> age = duration(text);
    if (age.isPresent()) {
      return Optional.of(now.minus(age.get()));
    }
    try {
      return Optional.of(
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A number with a unit, such as {@code 15m}. */
  public static Optional<Duration> duration(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches() || matcher.group(2).isEmpty()) {
      return Optional.empty();
    }
    double unit = durationUnit(matcher.group(2));
    double nanos = Double.parseDouble(matcher.group(1)) * unit;
    return unit <= 0 || nanos > Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Duration.ofNanos((long) nanos));
  }

  public static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
