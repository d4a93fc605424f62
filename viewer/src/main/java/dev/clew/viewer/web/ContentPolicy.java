// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import dev.clew.viewer.content.Json;
import dev.clew.viewer.query.Filter;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody without the right to read content gets: routes that carry none, and in their
 * answers a mark in place of texts of the runs. What is not named here is refused.
 */
final class ContentPolicy {

  static final String WITHHELD = "[withheld]";

  /** Paths below {@code /api/v1}. */
  private static final Set<String> OPEN =
      Set.of(
          "/traces",
          "/traces/totals",
          "/traces/histogram",
          "/traces/counts",
          "/traces/{traceId}",
          "/traces/{traceId}/changes",
          "/traces/{traceId}/neighbours",
          "/traces/{traceId}/similar",
          "/traces/{traceId}/critical-path",
          "/traces/{traceId}/resources",
          "/groups/{field}",
          "/tools",
          "/tools/{name}/runs",
          "/errors",
          "/errors/{id}",
          "/agents",
          "/sessions",
          "/sessions/{group}",
          "/compare",
          "/periods",
          "/fields",
          "/fields/{field}/values",
          "/filter",
          "/views",
          "/views/{name}",
          "/alerts",
          "/alerts/{name}",
          "/alerts/{name}/test",
          "/health",
          "/events",
          "/jvms/{jvmId}/samples",
          "/openapi.yaml");

  /** Fields of answers whose values may repeat what was said. */
  private static final Set<String> TEXTS =
      Set.of(
          "input",
          "output",
          "preview",
          "message",
          "text",
          "short",
          "stackTrace",
          "errorText",
          "retryDetail",
          "detail");

  /** Fields whose values do. */
  private static final Set<String> FIELDS_OF_TEXT = Set.of("fingerprint", "error.message");

  private ContentPolicy() {}

  static void check(String route) {
    String prefix = "/api/v1";
    int at = route.indexOf(prefix);
    if (at >= 0 && !OPEN.contains(route.substring(at + prefix.length()))) {
      throw refused();
    }
  }

  static void checkField(String field) {
    if (FIELDS_OF_TEXT.contains(field)) {
      throw refused();
    }
  }

  /** By looking for texts one could guess them. */
  static void check(Filter filter) {
    if (filter instanceof Filter.And and) {
      and.terms().forEach(ContentPolicy::check);
    } else if (filter instanceof Filter.Not not) {
      check(not.term());
    } else if (filter instanceof Filter.Text) {
      throw refused();
    } else if (filter instanceof Filter.IdPrefix) {
      // Its other half would look for the text.
      throw new HttpProblem(403, "filter: write id: before the beginning of an id");
    } else if (filter instanceof Filter.Match match) {
      if (match.field().equals("error")) {
        throw new HttpProblem(403, "filter: error: looks into messages, which you may not read");
      }
      if (!isErrorId(match)) {
        checkField(match.field());
      }
    }
  }

  /** The id of an error tells no more than that two errors are one. */
  private static boolean isErrorId(Filter.Match match) {
    return match.field().equals("fingerprint")
        && match.values().stream().allMatch(value -> value.matches("[0-9a-f]{8} ?"));
  }

  private static HttpProblem refused() {
    return new HttpProblem(403, "this token may not read what was said (no right \"content\")");
  }

  /** The same answer with a mark in place of texts. */
  static Json.Body withheld(Json.Body body) {
    return json -> body.write(new Marking(json));
  }

  /** Writes a mark in place of the values of some fields. */
  private static final class Marking extends JsonGeneratorDelegate {

    Marking(JsonGenerator json) {
      super(json, false);
    }

    @Override
    public void writeString(@Nullable String text) throws IOException {
      delegate.writeString(text != null && isText() ? WITHHELD : text);
    }

    @Override
    public void writeStringField(String name, @Nullable String value) throws IOException {
      writeFieldName(name);
      writeString(value);
    }

    private boolean isText() {
      for (JsonStreamContext at = delegate.getOutputContext(); at != null; at = at.getParent()) {
        if (at.inObject()) {
          String name = at.getCurrentName();
          return name != null && TEXTS.contains(name);
        }
      }
      return false;
    }
  }
}
