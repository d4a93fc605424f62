// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.metrics;

import dev.clew.viewer.analysis.Format;
import dev.clew.viewer.query.Filter.Order;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A limit of a metric, such as {@code error_rate>0.02} or {@code p95_duration>=30s}. */
public record Condition(Metric metric, Order order, double limit) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\s*([a-z0-9_]+)\\s*(<=|>=|<|>)\\s*\\$?\\s*([0-9.]+)\\s*(%|ms|s|m|h|k|M)?\\s*");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Condition parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a condition; write one such as error_rate>0.02");
    }
    Metric metric =
        Metric.of(form.group(1))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no metric named "
                            + form.group(1)
                            + "; there are "
                            + Arrays.stream(Metric.values())
                                .map(Metric::wire)
                                .collect(Collectors.joining(", "))));
    Order order =
        Arrays.stream(Order.values())
            .filter(each -> each.sign().equals(form.group(2)))
            .findFirst()
            .orElseThrow();
    try {
      return new Condition(
          metric, order, Double.parseDouble(form.group(3)) * factor(form.group(4)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + form.group(3) + "\" is not a number", e);
    }
  }

  private static double factor(@Nullable String unit) {
    return switch (unit == null ? "" : unit) {
      case "%" -> 0.01;
      case "ms" -> 0.001;
      case "m" -> 60;
      case "h" -> 3600;
      case "k" -> 1_000;
      case "M" -> 1_000_000;
      default -> 1;
    };
  }

  public boolean holds(double value) {
    return order.holds(value, limit);
  }

  /** {@code error rate 4 % > 2 %}. */
  public String text(double value) {
    return metric.wire().replace('_', ' ')
        + " "
        + text(metric, value)
        + " "
        + order.sign()
        + " "
        + text(metric, limit);
  }

  /** A value of a metric with its unit. */
  public static String text(Metric metric, double value) {
    return switch (metric.unit()) {
      case COUNT -> Format.tokens(Math.round(value));
      case SHARE -> share(value);
      case SECONDS -> Format.duration(Math.round(value * 1e9));
      case DOLLARS -> Format.cost(value);
      case RATIO -> String.format(Locale.ROOT, "%.2f", value) + "×";
    };
  }

  private static String share(double value) {
    double percent = value * 100;
    boolean whole = percent == Math.rint(percent) || percent >= 10;
    return String.format(Locale.ROOT, whole ? "%.0f" : "%.1f", percent) + "\u00a0%";
  }
}
