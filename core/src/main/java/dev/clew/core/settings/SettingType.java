// SPDX-License-Identifier: Apache-2.0
package dev.clew.core.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The type of a setting's value, with its parser.
 *
 * @param <T> the type of the value
 */
public final class SettingType<T> {
  private final String description;
  private final Function<String, T> parser;
  private final boolean isSwitch;

  private SettingType(String description, Function<String, T> parser) {
    this(description, parser, false);
  }

  private SettingType(String description, Function<String, T> parser, boolean isSwitch) {
    this.description = description;
    this.parser = parser;
    this.isSwitch = isSwitch;
  }

  /** Returns a description of valid values, for the reference page and for messages. */
  public String description() {
    return description;
  }

  /**
   * Parses {@code text}.
   *
   * @throws IllegalArgumentException if it is not valid; the message states the violated condition
   */
  T parse(String text) {
    return parser.apply(text.trim());
  }

  /**
   * Returns whether the setting's name alone, without a value, means true, as for {@code enabled}.
   */
  boolean isSwitch() {
    return isSwitch;
  }

  /**
   * Returns a type whose values are converted by {@code further}, which throws like {@link #parse}.
   */
  <R> SettingType<R> to(Function<T, R> further) {
    return new SettingType<>(description, parser.andThen(further));
  }

  static SettingType<Boolean> bool() {
    return new SettingType<>(
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "1", "yes", "on" -> true;
              case "false", "0", "no", "off" -> false;
              default -> throw new IllegalArgumentException("is not a boolean");
            },
        true);
  }

  /** Returns whether {@code text} is one of the spellings of false, whatever the type. */
  static boolean isFalse(String text) {
    return List.of("false", "0", "no", "off").contains(text.toLowerCase(Locale.ROOT));
  }

  static SettingType<String> text() {
    return new SettingType<>("text", text -> text);
  }

  static SettingType<List<String>> list(String element) {
    return new SettingType<>(
        "list of " + element + ", separated by commas",
        text ->
            Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList());
  }

  static SettingType<HandoffPatterns> handoffPatterns() {
    SettingType<List<String>> names = list("patterns with one star each");
    return new SettingType<>(names.description, text -> new HandoffPatterns(names.parse(text)));
  }

  static SettingType<String> oneOf(String... allowed) {
    List<String> choices = List.of(allowed);
    return new SettingType<>(
        "one of " + String.join(", ", choices),
        text -> {
          if (!choices.contains(text)) {
            throw new IllegalArgumentException("is not a known value");
          }
          return text;
        });
  }

  static SettingType<List<String>> listOf(String... allowed) {
    List<String> names = List.of(allowed);
    return new SettingType<>(
        "list of " + String.join(", ", names) + ", separated by commas",
        text -> {
          List<String> values = list("").parse(text);
          for (String value : values) {
            if (!names.contains(value)) {
              throw new IllegalArgumentException("contains the unknown value '" + value + "'");
            }
          }
          return values;
        });
  }

  static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
    String choices =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    return new SettingType<>(
        "one of " + choices,
        text -> {
          for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
              return constant;
            }
          }
          throw new IllegalArgumentException("is not a known value");
        });
  }

  static SettingType<Long> count(long least, long most) {
    return new SettingType<>(
        "whole number from " + least + " to " + most, text -> inRange(number(text), least, most));
  }

  static SettingType<Double> decimal(double least, double most) {
    String range = least + " to " + most;
    return new SettingType<>(
        "number from " + range,
        text -> {
          double value;
          try {
            value = Double.parseDouble(text);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number", e);
          }
          if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("is not within " + range);
          }
          return value;
        });
  }

  static SettingType<Map<String, String>> pairs() {
    SettingType<List<String>> pieces = list("name=value");
    return new SettingType<>(
        pieces.description,
        text -> {
          Map<String, String> pairs = new LinkedHashMap<>();
          for (String piece : pieces.parse(text)) {
            int equals = piece.indexOf('=');
            if (equals <= 0) {
              throw new IllegalArgumentException("needs name=value instead of '" + piece + "'");
            }
            pairs.put(piece.substring(0, equals).trim(), piece.substring(equals + 1).trim());
          }
          return pairs;
        });
  }

  /** Bytes, with an optional binary unit: {@code 64MB}. */
  static SettingType<Long> bytes(long least) {
    return new SettingType<>(
        "number of bytes, such as 65536, 512KB, 64MB or 1GB",
        text -> {
          String upper = text.toUpperCase(Locale.ROOT);
          long unit = 1;
          for (String suffix : List.of("KB", "MB", "GB")) {
            unit *= 1024;
            if (upper.endsWith(suffix)) {
              return inRange(scaled(upper, suffix, unit), least, Long.MAX_VALUE);
            }
          }
          return inRange(number(text), least, Long.MAX_VALUE);
        });
  }

  /** A duration with a unit: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 6h}, {@code 14d}. */
  static SettingType<Duration> duration(Duration least, Duration most) {
    return new SettingType<>(
        "time, such as 500ms, 5s, 2m, 6h or 14d",
        text -> {
          Duration value = parseDuration(text);
          if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("is below " + least.toMillis() + "ms");
          }
          if (value.compareTo(most) > 0) {
            throw new IllegalArgumentException("is above " + most.toSeconds() + "s");
          }
          return value;
        });
  }

  private static Duration parseDuration(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      if (lower.endsWith("ms")) {
        return Duration.ofMillis(scaled(lower, "ms", 1));
      }
      if (lower.endsWith("s")) {
        return Duration.ofSeconds(scaled(lower, "s", 1));
      }
      if (lower.endsWith("m")) {
        return Duration.ofMinutes(scaled(lower, "m", 1));
      }
      if (lower.endsWith("h")) {
        return Duration.ofHours(scaled(lower, "h", 1));
      }
      if (lower.endsWith("d")) {
        return Duration.ofDays(scaled(lower, "d", 1));
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is too long", e);
    }
    throw new IllegalArgumentException("has no unit: ms, s, m, h or d");
  }

  private static long scaled(String text, String suffix, long unit) {
    long value = number(text.substring(0, text.length() - suffix.length()).trim());
    if (value < 0) {
      throw new IllegalArgumentException("is negative");
    }
    try {
      return Math.multiplyExact(value, unit);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("is too large", e);
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a whole number", e);
    }
  }

  private static long inRange(long value, long least, long most) {
    if (value < least) {
      throw new IllegalArgumentException("is below " + least);
    }
    if (value > most) {
      throw new IllegalArgumentException("is above " + most);
    }
    return value;
  }
}
