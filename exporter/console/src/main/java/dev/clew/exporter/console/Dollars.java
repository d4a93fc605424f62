// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.console;

import dev.clew.api.export.SpanRecord;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The cost of model calls.
 *
 * @param known the sum of the known costs, or null if none is known
 * @param unknown the number of calls whose price is unknown
 * @param estimated true if the sum is based on estimated tokens
 */
record Dollars(@Nullable Double known, int unknown, boolean estimated) {
  static final Dollars NONE = new Dollars(null, 0, false);

  // These are the cost processor's names; the console needs nothing else of it.
  private static final String TOTAL = "clew.cost.total";
  private static final String UNKNOWN = "clew.cost.unknown";
  private static final String ESTIMATED = "clew.cost.estimated";

  static Dollars of(SpanRecord span) {
    return new Dollars(
        span.attributes().get(TOTAL) instanceof Number total ? total.doubleValue() : null,
        span.attributes().containsKey(UNKNOWN) ? 1 : 0,
        Boolean.TRUE.equals(span.attributes().get(ESTIMATED)));
  }

  static Dollars sum(List<Dollars> parts) {
    return parts.stream().reduce(NONE, Dollars::plus);
  }

  private Dollars plus(Dollars more) {
    Double sum =
        known == null ? more.known : Double.valueOf(known + (more.known == null ? 0 : more.known));
    return new Dollars(sum, unknown + more.unknown, estimated || more.estimated);
  }

  /** Returns {@code $0.0012}, {@code $0.0012 + ?} if some costs are unknown, or an empty string. */
  String text(TreeSymbols symbols) {
    if (known == null) {
      return unknown == 0 ? "" : "$?";
    }
    String about = estimated ? symbols.about() : "";
    return about + "$" + digits(known) + (unknown == 0 ? "" : " + ?");
  }

  /** Small amounts show their first significant digits, large ones cents. */
  private static String digits(double dollars) {
    if (dollars == 0) {
      return "0";
    }
    String format = dollars >= 1 ? "%,.2f" : dollars >= 0.001 ? "%.4f" : "%.6f";
    String text = String.format(Locale.ROOT, format, dollars);
    return text.equals("0.000000") ? "<0.000001" : text;
  }
}
