// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.TraceQuery;

/** The order of a list of {@code trace t}, and conditions on a row's place in it. */
record TraceOrder(TraceQuery.Sort sort, boolean descending, boolean runningFirst) {

  static TraceOrder of(TraceQuery query) {
    return new TraceOrder(query.sort(), query.descending(), query.runningFirst());
  }

  /** The order among those that run, and among those that do not. */
  TraceOrder withinRunning() {
    return new TraceOrder(sort, descending, false);
  }

  /** With {@code ORDER BY}. */
  String sql() {
    String direction = descending ? " DESC" : " ASC";
    return " ORDER BY " + keys().replace(",", direction + ",") + direction;
  }

  /** Only rows that come after another. */
  void after(Cursor row, FilterSql where) {
    compare(descending ? "<" : ">", row, where);
  }

  /** Only rows up to this one. */
  void upTo(Cursor row, FilterSql where) {
    compare(descending ? ">=" : "<=", row, where);
  }

  private void compare(String sign, Cursor row, FilterSql where) {
    Object value = value(row.value());
    if (runningFirst) {
      where.and(
          "(" + keys() + ") " + sign + " (?, ?, ?)", row.running() ? 1 : 0, value, row.traceId());
    } else {
      where.and("(" + keys() + ") " + sign + " (?, ?)", value, row.traceId());
    }
  }

  private String keys() {
    return (runningFirst ? "t.running, " : "") + column() + ", t.id";
  }

  private String column() {
    return switch (sort) {
      case START -> "t.start_nanos";
      case DURATION -> "t.duration_nanos";
      case TOKENS -> "t.tokens";
      case COST -> "t.cost";
      case NAME -> "t.name";
      case ERRORS -> "t.errors";
      case SPANS -> "t.spans";
    };
  }

  private Object value(String text) {
    try {
      return switch (sort) {
        case NAME -> text;
        case COST -> Double.parseDouble(text);
        default -> Long.parseLong(text);
      };
    } catch (NumberFormatException e) {
      return 0L;
    }
  }
}
