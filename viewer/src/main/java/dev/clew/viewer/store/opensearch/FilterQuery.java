// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.store.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.model.Facet;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.Selection;
import java.util.List;

/** A selection of traces in OpenSearch's query language. */
final class FilterQuery {

  /** Words that a beginning may stand for; those after that are not found. */
  private static final int EXPANSIONS = 2000;

  private FilterQuery() {}

  /** A condition that selects traces, and no spans. */
  static ObjectNode of(Selection selection) {
    ObjectNode query = object();
    ArrayNode all = query.putObject("bool").putArray("filter");
    all.add(term("rel", "trace"));
    if (selection.from() != null || selection.to() != null) {
      ObjectNode range = object();
      ObjectNode start = range.putObject("range").putObject("start");
      if (selection.from() != null) {
        start.put("gte", selection.from());
      }
      if (selection.to() != null) {
        start.put("lt", selection.to());
      }
      all.add(range);
    }
    if (selection.ids() != null) {
      ObjectNode terms = object();
      ArrayNode ids = terms.putObject("terms").putArray("trace");
      selection.ids().forEach(ids::add);
      all.add(terms);
    }
    all.add(of(selection.filter()));
    return query;
  }

  /** Conditions that must all hold. */
  static ObjectNode and(ObjectNode... conditions) {
    ObjectNode query = object();
    ArrayNode all = query.putObject("bool").putArray("filter");
    for (ObjectNode condition : conditions) {
      all.add(condition);
    }
    return query;
  }

  private static ObjectNode of(Filter filter) {
    if (filter instanceof Filter.And and) {
      return and(and.terms().stream().map(FilterQuery::of).toArray(ObjectNode[]::new));
    }
    if (filter instanceof Filter.Not not) {
      ObjectNode query = object();
      query.putObject("bool").putArray("must_not").add(of(not.term()));
      return query;
    }
    if (filter instanceof Filter.Compare compare) {
      return compare(compare);
    }
    if (filter instanceof Filter.Match match) {
      return match(match);
    }
    if (filter instanceof Filter.Present present) {
      return prefix("folded", TraceDocument.key(present.field(), ""));
    }
    if (filter instanceof Filter.Text text) {
      return text(text.words());
    }
    Filter.IdPrefix id = (Filter.IdPrefix) filter;
    return or(List.of(prefix("trace", id.prefix()), of(id.orElse())));
  }

  private static ObjectNode compare(Filter.Compare compare) {
    String operator =
        switch (compare.order()) {
          case LESS -> "lt";
          case AT_MOST -> "lte";
          case MORE -> "gt";
          case AT_LEAST -> "gte";
        };
    ObjectNode query = object();
    ObjectNode range = query.putObject("range").putObject(compare.field().wire());
    double number = compare.number();
    if (number == Math.rint(number) && Math.abs(number) < 9e18) {
      range.put(operator, (long) number);
    } else {
      range.put(operator, number);
    }
    return query;
  }

  private static ObjectNode match(Filter.Match match) {
    List<String> values = match.values();
    if (match.field().equals("id")) {
      return or(
          values.stream()
              .map(value -> match.exact() ? term("trace", value) : prefix("trace", value))
              .toList());
    }
    List<String> fields =
        match.field().equals("error")
            ? List.of("error", Facet.ERROR_MESSAGE)
            : List.of(match.field());
    return or(
        fields.stream()
            .flatMap(field -> values.stream().map(value -> value(field, value, match.exact())))
            .toList());
  }

  private static ObjectNode value(String field, String value, boolean exact) {
    if (exact) {
      return term("folded", TraceDocument.key(field, value));
    }
    ObjectNode query = object();
    query
        .putObject("wildcard")
        .putObject("folded")
        .put("value", wildcard(TraceDocument.key(field, "")) + "*" + wildcard(value) + "*");
    return query;
  }

  private static String wildcard(String text) {
    return text.replaceAll("[\\\\*?]", "\\\\$0");
  }

  private static ObjectNode text(List<String> words) {
    ObjectNode child = object();
    ObjectNode span = child.putObject("has_child").put("type", "span");
    if (words.size() == 1) {
      span.set("query", prefix("text", words.get(0)));
    } else {
      ObjectNode phrase = object();
      phrase
          .putObject("match_phrase_prefix")
          .putObject("text")
          .put("query", String.join(" ", words))
          .put("max_expansions", EXPANSIONS);
      span.set("query", phrase);
    }
    return child;
  }

  static ObjectNode term(String field, String value) {
    ObjectNode query = object();
    query.putObject("term").put(field, value);
    return query;
  }

  static ObjectNode term(String field, long value) {
    ObjectNode query = object();
    query.putObject("term").put(field, value);
    return query;
  }

  private static ObjectNode prefix(String field, String value) {
    ObjectNode query = object();
    query.putObject("prefix").put(field, value);
    return query;
  }

  private static ObjectNode or(List<ObjectNode> conditions) {
    ObjectNode query = object();
    ArrayNode any = query.putObject("bool").put("minimum_should_match", 1).putArray("should");
    conditions.forEach(any::add);
    return query;
  }

  static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }

  /** A condition on the values of a field, ignoring case, as a regular expression of Lucene. */
  static String pattern(String field, String contains) {
    StringBuilder pattern = new StringBuilder();
    literal(pattern, TraceDocument.key(field, ""), false);
    pattern.append(".*");
    if (!contains.isEmpty()) {
      literal(pattern, contains, true);
      pattern.append(".*");
    }
    return pattern.toString();
  }

  private static void literal(StringBuilder pattern, String text, boolean anyCase) {
    text.codePoints()
        .forEach(
            c -> {
              int lower = Character.toLowerCase(c);
              int upper = Character.toUpperCase(c);
              if (anyCase && lower != upper) {
                pattern.append('[').appendCodePoint(lower).appendCodePoint(upper).append(']');
              } else if (Character.isLetterOrDigit(c) || c < ' ') {
                pattern.appendCodePoint(c);
              } else {
                pattern.append('\\').appendCodePoint(c);
              }
            });
  }
}
