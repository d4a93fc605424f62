// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.sqlite;

import dev.clew.viewer.model.Facet;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.NumberField;
import dev.clew.viewer.query.Selection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** A selection as a condition on {@code trace t}. Values are bound, never part of the SQL. */
final class FilterSql {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  /** From so many traces on a value is common. */
  private static final int COMMON = 2000;

  /** Fields with an index. */
  private static final Set<NumberField> INDEXED =
      EnumSet.of(NumberField.COST, NumberField.DURATION, NumberField.TOOLDURATION);

  private boolean few;
  private final @Nullable Handle handle;
  private final @Nullable TextWindow window;

  private FilterSql(@Nullable Handle handle, @Nullable TextWindow window) {
    this.handle = handle;
    this.window = window;
  }

  /** For questions about all traces that match. */
  static FilterSql of(Selection selection) {
    return of(selection, null, null);
  }

  /**
   * For a list that stops after a page: what is common is looked up for each trace on the way, for
   * the first page is soon full; what is rare is collected before. Each is a hundred times slower
   * where the other belongs.
   *
   * @param window in which text is looked for alone, or null; for the traces in it nothing changes
   */
  static FilterSql ofPage(Selection selection, Handle handle, @Nullable TextWindow window) {
    return of(selection, handle, window);
  }

  private static FilterSql of(
      Selection selection, @Nullable Handle handle, @Nullable TextWindow window) {
    FilterSql where = new FilterSql(handle, window);
    where.sql.append("t.spans > 0");
    if (selection.from() != null) {
      where.and("t.start_nanos >= ?", selection.from());
    }
    if (selection.to() != null) {
      where.and("t.start_nanos < ?", selection.to());
    }
    if (selection.ids() != null) {
      where.sql.append(" AND t.id IN (");
      where.list(new ArrayList<>(selection.ids()));
      where.sql.append(')');
    }
    where.sql.append(" AND ");
    where.filter(selection.filter());
    return where;
  }

  /** Whether a full text is looked for anywhere in a filter. */
  static boolean hasText(Filter filter) {
    if (filter instanceof Filter.And and) {
      return and.terms().stream().anyMatch(FilterSql::hasText);
    }
    if (filter instanceof Filter.Not not) {
      return hasText(not.term());
    }
    return filter instanceof Filter.Text
        || (filter instanceof Filter.IdPrefix id && hasText(id.orElse()));
  }

  String sql() {
    return sql.toString();
  }

  /** Whether all that match are among a few traces that an index finds. */
  boolean isFew() {
    return few;
  }

  /** The same, to which more can be added. */
  FilterSql copy() {
    FilterSql copy = new FilterSql(handle, window);
    copy.sql.append(sql);
    copy.values.addAll(values);
    return copy;
  }

  /** Adds a condition of one value. */
  void and(String condition, Object... bound) {
    sql.append(" AND ").append(condition);
    values.addAll(List.of(bound));
  }

  /** Binds the values from a place on; returns the place after them. */
  int bind(Query query, int from) {
    int at = from;
    for (Object value : values) {
      query.bind(at++, value);
    }
    return at;
  }

  private void filter(Filter filter) {
    if (filter instanceof Filter.And and) {
      if (and.terms().isEmpty()) {
        sql.append('1');
      }
      String separator = "";
      for (Filter term : and.terms()) {
        sql.append(separator);
        filter(term);
        separator = " AND ";
      }
    } else if (filter instanceof Filter.Not not) {
      boolean before = few;
      sql.append("NOT (");
      filter(not.term());
      sql.append(')');
      few = before;
    } else if (filter instanceof Filter.Compare compare) {
      compare(compare);
    } else if (filter instanceof Filter.Match match) {
      match(match);
    } else if (filter instanceof Filter.Present present
        && handle != null
        && FacetField.number(present.field()) != FacetField.OTHER) {
      // For a page: most traces have one, and it lies beside the trace's other values.
      sql.append(
          "EXISTS (SELECT 1 FROM trace_facet tf WHERE tf.trace_key = t.key AND tf.field = ?)");
      values.add(FacetField.number(present.field()));
    } else if (filter instanceof Filter.Present present) {
      sql.append(
          "t.key IN (SELECT tf.trace_key FROM facet f JOIN trace_facet tf ON tf.facet_key = f.key"
              + " WHERE f.field = ?)");
      values.add(present.field());
    } else if (filter instanceof Filter.Text text) {
      text(phrase(text.words()));
    } else if (filter instanceof Filter.IdPrefix id) {
      sql.append("(t.id LIKE ? OR ");
      values.add(id.prefix() + "%");
      boolean before = few;
      filter(id.orElse());
      few = before;
      sql.append(')');
    }
  }

  /** Of what is rare the rows are looked up by the index of their field, instead of walking all. */
  private void compare(Filter.Compare compare) {
    String condition = column(compare.field()) + ' ' + compare.order().sign() + " ?";
    if (isRare(compare, condition)) {
      few = true;
      sql.append("t.key IN (SELECT t.key FROM trace t WHERE ").append(condition).append(')');
    } else {
      sql.append(condition);
    }
    values.add(compare.number());
  }

  private boolean isRare(Filter.Compare compare, String condition) {
    if (handle == null || !INDEXED.contains(compare.field())) {
      return false;
    }
    try (Query count =
        handle.createQuery(
            "SELECT count(*) FROM (SELECT 1 FROM trace t WHERE " + condition + " LIMIT ?)")) {
      return count.bind(0, compare.number()).bind(1, COMMON).mapTo(Integer.class).one() < COMMON;
    }
  }

  private void match(Filter.Match match) {
    if (match.field().equals("id")) {
      any(match.values(), match.exact() ? "t.id = ?" : "t.id LIKE ?", match.exact() ? "" : "%");
      return;
    }
    FilterSql facets = facets(match);
    if (isCommon(facets)) {
      sql.append("EXISTS (SELECT 1 FROM trace_facet tf WHERE tf.trace_key = t.key")
          .append(" AND tf.facet_key IN (")
          .append(facets.sql)
          .append("))");
    } else {
      sql.append("t.key IN (SELECT tf.trace_key FROM trace_facet tf WHERE tf.facet_key IN (")
          .append(facets.sql)
          .append("))");
    }
    values.addAll(facets.values);
  }

  /** The keys of the values that match, as a query of its own. */
  static FilterSql facets(Filter.Match match) {
    boolean error = match.field().equals("error");
    FilterSql facets = new FilterSql(null, null);
    facets
        .sql
        .append("SELECT f.key FROM facet f WHERE ")
        .append(error ? "f.field IN (?, ?) AND " : "f.field = ? AND ");
    facets.values.add(match.field());
    if (error) {
      facets.values.add(Facet.ERROR_MESSAGE);
    }
    facets.any(match.values(), match.exact() ? "f.folded = ?" : "instr(f.folded, ?) > 0", "");
    return facets;
  }

  private void text(String phrase) {
    if (window != null) {
      sql.append("t.key IN (").append(TextIndex.TRACES_THAT_MATCH).append(TextIndex.AMONG);
      sql.append(')');
      values.add(phrase);
      values.add(TextIndex.firstSegment(window.firstKey()));
      values.add(TextIndex.firstSegment(window.lastKey() + 1));
      return;
    }
    List<Long> few = handle == null ? null : few(phrase);
    if (few != null) {
      sql.append("t.key IN (").append(join(few)).append(')');
    } else {
      // The plus keeps the list in its own order: most traces on the way have the text.
      sql.append(handle == null ? "t.key" : "+t.key");
      sql.append(" IN (").append(TextIndex.TRACES_THAT_MATCH).append(')');
      values.add(phrase);
    }
  }

  /** Keys of the traces that match, or null if they are many. */
  private @Nullable List<Long> few(String phrase) {
    if (handle == null) {
      return null;
    }
    try (Query query =
        handle.createQuery(
            "SELECT DISTINCT * FROM (" + TextIndex.TRACES_THAT_MATCH + ") LIMIT ?")) {
      List<Long> keys = query.bind(0, phrase).bind(1, COMMON).mapTo(Long.class).list();
      return keys.size() < COMMON ? keys : null;
    }
  }

  private static String join(List<Long> keys) {
    return keys.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private boolean isCommon(FilterSql facets) {
    if (handle == null) {
      return false;
    }
    try (Query count =
        handle.createQuery(
            "SELECT count(*) FROM (SELECT 1 FROM trace_facet WHERE facet_key IN ("
                + facets.sql
                + ") LIMIT ?)")) {
      int at = facets.bind(count, 0);
      count.bind(at, COMMON);
      return count.mapTo(Integer.class).one() >= COMMON;
    }
  }

  private void any(List<String> alternatives, String condition, String suffix) {
    sql.append('(');
    String separator = "";
    for (String value : alternatives) {
      sql.append(separator).append(condition);
      values.add(value + suffix);
      separator = " OR ";
    }
    sql.append(')');
  }

  private void list(List<?> all) {
    sql.append("?,".repeat(Math.max(1, all.size())));
    sql.setLength(sql.length() - 1);
    if (all.isEmpty()) {
      values.add("");
    } else {
      values.addAll(all);
    }
  }

  /** Words hold letters and digits alone, so quoting is enough. */
  private static String phrase(List<String> words) {
    return '"' + String.join(" ", words) + "\" *";
  }

  private static String column(NumberField field) {
    return switch (field) {
      case DURATION -> "t.duration_nanos";
      case COST -> "t.cost";
      case TOKENS -> "t.tokens";
      case INPUT -> "t.input_tokens";
      case OUTPUT -> "t.output_tokens";
      case CACHED -> "t.cached_tokens";
      case REASONING -> "t.reasoning_tokens";
      case SAVED -> "t.saved";
      case SPANS -> "t.spans";
      case ERRORS -> "t.errors";
      case CALLS -> "t.model_calls";
      case TOOLCALLS -> "t.tool_calls";
      case TOOLDURATION -> "t.tool_nanos";
      case RETRIES -> "t.retries";
      case ARGUMENTS -> "t.arguments";
      case START -> "t.start_nanos";
    };
  }
}
