// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.cost;

import dev.clew.api.data.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a model's tokens, optionally from a date on or for some hours of each day.
 *
 * @param condition when they apply, or null for always
 */
record Rates(@Nullable Condition condition, Map<String, Rate> bySort) {
  private static final Set<String> SORTS =
      Set.of("in", "out", "read", "write", "audio_in", "audio_out", "reasoning", "request");

  /** Parses {@code @2026-03-13 in=5 out=25}. */
  static Rates parse(String text) {
    Condition condition = null;
    Map<String, Rate> rates = new HashMap<>();
    for (String word : text.strip().split(" +")) {
      if (word.startsWith("@")) {
        condition = Condition.parse(word.substring(1));
        continue;
      }
      int equals = word.indexOf('=');
      String sort = equals < 0 ? word : word.substring(0, equals);
      if (!SORTS.contains(sort)) {
        throw new IllegalArgumentException("unknown kind of token: " + sort);
      }
      rates.put(sort, Rate.parse(word.substring(equals + 1)));
    }
    return new Rates(condition, Map.copyOf(rates));
  }

  boolean apply(Instant time) {
    return condition == null || condition.holds(time);
  }

  /**
   * Returns the cost of {@code usage}.
   *
   * <p>Cached and audio tokens are subtracted from the total only if they have their own price;
   * otherwise they cost the same as all input or output.
   */
  Cost cost(Usage usage) {
    long input = count(usage.input());
    long read = priced("read", usage.cachedInput());
    long write = priced("write", usage.cacheWriteInput());
    long audioIn = priced("audio_in", usage.audioInput());
    long output = count(usage.output());
    long audioOut = priced("audio_out", usage.audioOutput());
    long reasoning = priced("reasoning", usage.reasoning());
    double in = price("in", input);
    double out = price("out", input);
    double readPrice = price("read", input);
    double writePrice = price("write", input);
    double inputCost =
        Math.max(0, input - read - write - audioIn) * in
            + read * readPrice
            + write * writePrice
            + audioIn * price("audio_in", input);
    double outputCost =
        Math.max(0, output - audioOut - reasoning) * out
            + audioOut * price("audio_out", input)
            + reasoning * price("reasoning", input);
    double request = price("request", input) * 1_000; // per thousand, not per million
    double savings = read * (in - readPrice) - write * (writePrice - in);
    return new Cost(inputCost, outputCost, inputCost + outputCost + request, savings);
  }

  private long priced(String sort, @Nullable Long tokens) {
    return bySort.containsKey(sort) ? count(tokens) : 0;
  }

  private double price(String sort, long input) {
    Rate rate = bySort.get(sort);
    return rate == null ? 0 : rate.perToken(input);
  }

  private static long count(@Nullable Long tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }

  /** A date from which, or UTC hours between which, a price applies. */
  private record Condition(@Nullable Instant from, LocalTime start, LocalTime end) {
    static Condition parse(String text) {
      int slash = text.indexOf('/');
      if (slash < 0) {
        Instant day = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Condition(day, LocalTime.MIN, LocalTime.MAX);
      }
      return new Condition(null, time(text.substring(0, slash)), time(text.substring(slash + 1)));
    }

    boolean holds(Instant time) {
      if (from != null) {
        return !time.isBefore(from);
      }
      LocalTime now = time.atOffset(ZoneOffset.UTC).toLocalTime();
      boolean afterStart = !now.isBefore(start);
      boolean beforeEnd = now.isBefore(end);
      return end.isBefore(start) ? afterStart || beforeEnd : afterStart && beforeEnd;
    }

    private static LocalTime time(String text) {
      return OffsetTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    }
  }
}
