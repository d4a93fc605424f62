// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import dev.clew.viewer.model.Facet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses the filter language: {@code status:error -tool:stock duration>2s "card expired"}.
 * openapi.yaml describes all of it.
 */
public final class FilterParser {

  private static final int MAX_LENGTH = 4000;
  private static final int MAX_TERMS = 50;

  private final Clock clock;

  public FilterParser(Clock clock) {
    this.clock = clock;
  }

  /** The terms as written, for chips and messages. */
  public static List<Term> terms(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new FilterException("longer than " + MAX_LENGTH + " characters", MAX_LENGTH);
    }
    List<Term> terms = new FilterScanner(text).terms();
    if (terms.size() > MAX_TERMS) {
      throw new FilterException("more than " + MAX_TERMS + " terms", terms.get(MAX_TERMS).start());
    }
    return terms;
  }

  /** The filter for a text; {@link Filter#ALL} for an empty one. */
  public Filter parse(String text) {
    List<Filter> filters = new ArrayList<>();
    for (Term term : terms(text)) {
      Filter filter = filter(term);
      filters.add(term.negated() ? new Filter.Not(filter) : filter);
    }
    return filters.size() == 1 ? filters.get(0) : new Filter.And(List.copyOf(filters));
  }

  private Filter filter(Term term) {
    String name = term.field();
    String operator = term.operator();
    if (name == null || operator == null) {
      return text(term);
    }
    String field = name.toLowerCase(Locale.ROOT);
    NumberField number = NumberField.of(field).orElse(null);
    if (number != null) {
      return compare(term, number, operator);
    }
    if (!operator.equals(":") && !operator.equals("=")) {
      throw new FilterException(name + " has no size; write " + name + ":value", term.start());
    }
    String facet = TextField.of(field).isPresent() ? field : metadata(name);
    if (operator.equals(":") && !term.quoted() && term.values().equals(List.of("*"))) {
      return new Filter.Present(facet);
    }
    List<String> values =
        term.values().stream().map(value -> value.toLowerCase(Locale.ROOT)).toList();
    return new Filter.Match(facet, operator.equals("="), values);
  }

  private static String metadata(String name) {
    return name.startsWith(Facet.METADATA) ? name : Facet.METADATA + name;
  }

  private Filter compare(Term term, NumberField field, String operator) {
    Filter.Order order = order(operator);
    if (order == null) {
      String value = term.values().get(0);
      double exact = Quantities.parse(field, value, clock.instant(), term.start());
      return new Filter.And(
          List.of(
              new Filter.Compare(field, Filter.Order.AT_LEAST, exact),
              new Filter.Compare(field, Filter.Order.AT_MOST, exact)));
    }
    if (term.values().size() > 1) {
      throw new FilterException("one number is enough for " + field.wire(), term.start());
    }
    return new Filter.Compare(
        field, order, Quantities.parse(field, term.values().get(0), clock.instant(), term.start()));
  }

  private static Filter.@Nullable Order order(String operator) {
    for (Filter.Order order : Filter.Order.values()) {
      if (order.sign().equals(operator)) {
        return order;
      }
    }
    return null;
  }

  private static Filter text(Term term) {
    String value = term.values().get(0);
    List<String> words = Words.of(value);
    Filter text = words.isEmpty() ? Filter.ALL : new Filter.Text(words);
    boolean id = !term.quoted() && value.matches("[0-9a-fA-F]{6,32}");
    return id ? new Filter.IdPrefix(value.toLowerCase(Locale.ROOT), text) : text;
  }
}
