// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.util.List;

/**
 * A condition on a trace. Created by {@link FilterParser}; each store has its own way to apply it.
 */
public sealed interface Filter {

  Filter ALL = new And(List.of());

  record And(List<Filter> terms) implements Filter {}

  record Not(Filter term) implements Filter {}

  /**
   * One of the values of a text field equals, or contains, one of these, ignoring case.
   *
   * @param values in lower case
   */
  record Match(String field, boolean exact, List<String> values) implements Filter {}

  /** The field has any value. */
  record Present(String field) implements Filter {}

  /**
   * A number of the trace compares to another.
   *
   * @param number in the base unit of the field: nanoseconds, dollars, or a count
   */
  record Compare(NumberField field, Order order, double number) implements Filter {}

  /** Full text: the words are adjacent, and the last one may be a prefix. */
  record Text(List<String> words) implements Filter {}

  /** The id of the trace or of one of its spans starts with this, or {@code orElse} holds. */
  record IdPrefix(String prefix, Filter orElse) implements Filter {}

  /** How a number is compared. */
  enum Order {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Order(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    public boolean holds(double one, double other) {
      return switch (this) {
        case LESS -> one < other;
        case AT_MOST -> one <= other;
        case MORE -> one > other;
        case AT_LEAST -> one >= other;
      };
    }
  }
}
