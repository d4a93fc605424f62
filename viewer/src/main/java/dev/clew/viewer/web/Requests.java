// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.query.Cursor;
import dev.clew.viewer.query.Filter;
import dev.clew.viewer.query.FilterException;
import dev.clew.viewer.query.FilterParser;
import dev.clew.viewer.query.Quantities;
import dev.clew.viewer.query.Selection;
import dev.clew.viewer.query.TraceQuery;
import io.javalin.http.Context;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Parses parameters; an invalid one becomes an {@link HttpProblem} that names it. */
final class Requests {

  private final FilterParser filters;
  private final Clock clock;

  Requests(Clock clock) {
    this.clock = clock;
    this.filters = new FilterParser(clock);
  }

  /** Nanoseconds since 1970. */
  long now() {
    return Quantities.nanos(clock.instant());
  }

  Selection selection(Context context) {
    return selection(context, text(context, "q", ""));
  }

  /** The same filter in another time. */
  Selection selection(Context context, String from, String to) {
    return new Selection(
        filter(context, text(context, "q", "")), time(context, from), time(context, to), null);
  }

  Selection selection(Context context, String filter) {
    return new Selection(filter(context, filter), time(context, "from"), time(context, "to"), null);
  }

  private Filter filter(Context context, String text) {
    Filter filter = filters.parse(text);
    if (!Access.user(context).may(Right.CONTENT)) {
      ContentPolicy.check(filter);
    }
    return filter;
  }

  TraceQuery query(Context context) {
    String given = text(context, "sort", "-start");
    boolean descending = given.startsWith("-");
    String name = descending ? given.substring(1) : given;
    TraceQuery.Sort sort =
        TraceQuery.Sort.of(name)
            .orElseThrow(() -> new HttpProblem(400, "sort: cannot sort by " + name));
    String cursor = context.queryParam("cursor");
    return new TraceQuery(
        selection(context),
        sort,
        descending,
        number(context, "limit", 50, 1, 500),
        cursor == null
            ? null
            : Cursor.decode(cursor)
                .orElseThrow(() -> new HttpProblem(400, "cursor: not issued by this server")));
  }

  private @Nullable Long time(Context context, String name) {
    String text = context.queryParam(name);
    if (text == null || text.isEmpty()) {
      return null;
    }
    return Quantities.time(text, clock.instant())
        .map(Quantities::nanos)
        .orElseThrow(
            () ->
                new HttpProblem(
                    400,
                    name
                        + ": \""
                        + text
                        + "\" is not a time; use milliseconds, ISO 8601 or an age such as 1h"));
  }

  static int number(Context context, String name, int fallback, int least, int most) {
    String text = context.queryParam(name);
    if (text == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new HttpProblem(400, name + ": a number from " + least + " to " + most);
  }

  static String text(Context context, String name, String fallback) {
    String text = context.queryParam(name);
    return text == null ? fallback : text;
  }

  static String required(Context context, String name) {
    String text = context.queryParam(name);
    if (text == null || text.isEmpty()) {
      throw new HttpProblem(400, name + " is missing");
    }
    return text;
  }

  /** Values of some fields repeat what was said. */
  static void checkField(Context context, String field) {
    if (!Access.user(context).may(Right.CONTENT)) {
      ContentPolicy.checkField(field);
    }
  }

  /** An invalid filter, as a problem. */
  static HttpProblem problem(FilterException e) {
    return new HttpProblem(400, "filter: " + e.getMessage(), e.position());
  }

  /** For long responses: no tree is built. */
  static void json(Context context, Json.Body body) {
    boolean whole = Access.user(context).may(Right.CONTENT);
    context
        .contentType("application/json")
        .result(Json.bytes(whole ? body : ContentPolicy.withheld(body)));
  }

  static void json(Context context, JsonNode node) {
    json(context, json -> Json.MAPPER.writeTree(json, node));
  }
}
