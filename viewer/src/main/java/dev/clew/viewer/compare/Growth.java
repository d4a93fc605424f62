// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.compare;

import dev.clew.viewer.model.SpanType;
import dev.clew.viewer.model.TraceRow;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on how two traces differ: that something does ({@code structure}), or by how much the
 * second needs more than the first ({@code cost>1.2}).
 *
 * @param limit the largest allowed ratio; NaN for a mere difference
 */
public record Growth(String what, double limit) {

  private static final Pattern FORM =
      Pattern.compile("\\s*([a-z]+)\\s*(?:>\\s*([0-9.]+)\\s*x?\\s*)?");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Growth parse(String text) {
    Matcher form = FORM.matcher(text);
    if (form.matches()) {
      String what = form.group(1);
      boolean amount =
          Arrays.asList("duration", "tokens", "cost", "spans", "errors").contains(what);
      boolean kind =
          Arrays.asList("changed", "outcome", "error", "structure", "model", "text").contains(what);
      if (amount && form.group(2) != null) {
        return new Growth(what, Double.parseDouble(form.group(2)));
      }
      if (kind && form.group(2) == null) {
        return new Growth(what, Double.NaN);
      }
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is not a condition; write changed, outcome, error, structure, model, text, or how many times"
            + " as much of duration, tokens, cost, spans or errors is too much, such as cost>1.2");
  }

  public boolean holds(TraceComparison comparison) {
    if (what.equals("changed")) {
      return changed(comparison);
    }
    if (Double.isNaN(limit)) {
      return comparison.has(Difference.Kind.valueOf(what.toUpperCase(Locale.ROOT)));
    }
    double before = amount(comparison.a());
    double after = amount(comparison.b());
    return after > before * limit;
  }

  /** Whether more than wording differs: what was done, with which arguments, and how it ended. */
  private static boolean changed(TraceComparison comparison) {
    return comparison.has(Difference.Kind.OUTCOME)
        || comparison.has(Difference.Kind.ERROR)
        || comparison.has(Difference.Kind.STRUCTURE)
        || comparison.has(Difference.Kind.MODEL)
        || comparison.rows().stream()
            .anyMatch(row -> row.textChanged() && row.either().type() == SpanType.FUNCTION);
  }

  private double amount(TraceRow row) {
    return switch (what) {
      case "duration" -> row.durationNanos();
      case "tokens" -> row.tokens() == null ? 0 : row.tokens().total();
      case "cost" -> row.cost() == null ? 0 : row.cost().total();
      case "spans" -> row.spans();
      default -> row.errors();
    };
  }

  public String text(TraceComparison comparison) {
    if (Double.isNaN(limit)) {
      return "the traces differ in " + what;
    }
    double before = amount(comparison.a());
    return before == 0
        ? "B has " + what + ", A has none"
        : String.format(
            Locale.ROOT,
            "%s %.2f times as much, more than %s",
            what,
            amount(comparison.b()) / before,
            limit);
  }
}
