// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What OpenAI's ingest is known to refuse. */
final class IngestRules {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_FIELD_BYTES = 100_000;

  private static final Set<String> TRACE =
      Set.of("object", "id", "workflow_name", "group_id", "metadata");
  private static final Set<String> SPAN =
      Set.of(
          "object", "id", "trace_id", "parent_id", "started_at", "ended_at", "span_data", "error");
  private static final Map<String, Set<String>> SPAN_DATA =
      Map.of(
          "agent", Set.of("type", "name", "handoffs", "tools", "output_type"),
          "function", Set.of("type", "name", "input", "output", "mcp_data"),
          "generation", Set.of("type", "input", "output", "model", "model_config", "usage"),
          "response", Set.of("type", "response_id"),
          "handoff", Set.of("type", "from_agent", "to_agent"),
          "guardrail", Set.of("type", "name", "triggered"),
          "custom", Set.of("type", "name", "data"),
          "mcp_tools", Set.of("type", "server", "result"));

  private final List<String> violations = new ArrayList<>();

  private IngestRules() {}

  /** Returns what the ingest would object to in {@code body}. */
  static List<String> violations(String body) {
    IngestRules rules = new IngestRules();
    try {
      JsonNode request = JSON.readTree(body);
      rules.keys("", request, Set.of("data"));
      rules.check(request.path("data").isArray(), "data is no array");
      request.path("data").forEach(rules::item);
    } catch (JsonProcessingException e) {
      rules.violations.add("no JSON: " + e.getMessage());
    }
    return rules.violations;
  }

  private void item(JsonNode item) {
    switch (item.path("object").asText()) {
      case "trace" -> trace(item);
      case "trace.span" -> span(item);
      default -> violations.add("unknown object: " + item.path("object"));
    }
  }

  private void trace(JsonNode trace) {
    keys("trace", trace, TRACE);
    all("trace", trace, TRACE);
    matches(trace, "id", "trace_[0-9a-f]{32}");
    check(trace.path("workflow_name").isTextual(), "workflow_name is no string");
    check(trace.path("metadata").isObject(), "metadata is no object");
    trace
        .path("metadata")
        .forEach(value -> check(value.isTextual(), "metadata is not flat or has no strings"));
  }

  private void span(JsonNode span) {
    keys("span", span, SPAN);
    all("span", span, SPAN);
    matches(span, "id", "span_[0-9a-f]{24}");
    matches(span, "trace_id", "trace_[0-9a-f]{32}");
    if (!span.path("parent_id").isNull()) {
      matches(span, "parent_id", "span_[0-9a-f]{24}");
    }
    String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.(\\d{3}Z|\\d{6}\\+00:00)";
    matches(span, "started_at", time);
    matches(span, "ended_at", time);
    JsonNode error = span.path("error");
    if (!error.isNull()) {
      keys("error", error, Set.of("message", "data"));
      check(error.path("message").isTextual(), "error.message is no string");
    }
    data(span.path("span_data"));
  }

  private void data(JsonNode data) {
    String type = data.path("type").asText();
    Set<String> known = SPAN_DATA.get(type);
    if (known == null) {
      violations.add("unknown span type: " + type);
      return;
    }
    keys("span_data of " + type, data, known);
    all("span_data of " + type, data, known);
    fits(data, "input");
    fits(data, "output");
    if (type.equals("generation")) {
      usage(data.path("usage"));
    }
  }

  private void usage(JsonNode usage) {
    if (usage.isNull() || usage.isMissingNode()) {
      return;
    }
    keys("usage", usage, Set.of("input_tokens", "output_tokens", "details"));
    check(usage.path("input_tokens").isIntegralNumber(), "input_tokens is no number");
    check(usage.path("output_tokens").isIntegralNumber(), "output_tokens is no number");
  }

  private void fits(JsonNode data, String field) {
    int size = data.path(field).toString().getBytes(StandardCharsets.UTF_8).length;
    check(size <= MAX_FIELD_BYTES, field + " has " + size + " bytes");
  }

  private void matches(JsonNode node, String field, String pattern) {
    String text = node.path(field).asText();
    check(text.matches(pattern), field + " is " + text);
  }

  private void keys(String where, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> check(known.contains(name), "unknown parameter: " + where + "." + name));
  }

  private void all(String where, JsonNode node, Set<String> wanted) {
    wanted.forEach(name -> check(node.has(name), "missing: " + where + "." + name));
  }

  private void check(boolean holds, String violation) {
    if (!holds) {
      violations.add(violation);
    }
  }
}
