// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fields of the filter language with text values, besides the metadata fields. */
@SuppressWarnings("ImmutableEnumChecker") // Lists made by List.of.
public enum TextField {
  STATUS("ok, error, running, cancelled", List.of("ok", "error", "running", "cancelled")),
  NAME("of the trace", List.of()),
  AGENT("took part", List.of()),
  MODEL("asked or answered", List.of()),
  PROVIDER("of a model", List.of()),
  TOOL("was called", List.of()),
  OFFERED("tool offered to a model", List.of()),
  INVENTED("tool called though not offered", List.of()),
  ERROR("type or message", List.of()),
  FINGERPRINT("of an error, see the page of errors", List.of()),
  ENDED("id of the error that ended the run", List.of()),
  FINDING(
      "loop, retry, fallback, tool_failed, …",
      List.of(
          "running",
          "cut_off",
          "guardrail",
          "loop",
          "retry",
          "fallback",
          "tool_not_offered",
          "tool_failed",
          "answer_cut",
          "failed",
          "slowest",
          "dearest",
          "own_code",
          "repeated_input",
          "cache_savings",
          "content_missing",
          "spans_dropped")),
  GUARDRAIL("triggered, or a name", List.of()),
  TYPE(
      "of a span",
      List.of(
          "agent",
          "generation",
          "response",
          "function",
          "handoff",
          "guardrail",
          "embedding",
          "retrieval",
          "mcp_tools",
          "custom")),
  EDGE("between agents: a → b hands over, a ⇢ b calls", List.of()),
  GROUP("session or conversation", List.of()),
  USER("from the metadata", List.of()),
  SERVICE("that ran it", List.of()),
  CONTENT(
      "that is not whole: redacted, truncated, dropped, withheld",
      List.of("redacted", "truncated", "dropped", "withheld")),
  ID("beginning of a trace id", List.of());

  private final String help;
  private final List<String> values;

  TextField(String help, List<String> values) {
    this.help = help;
    this.values = values;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String help() {
    return help;
  }

  /** All possible values, if they are few. */
  public List<String> choices() {
    return values;
  }

  public static Optional<TextField> of(String name) {
    return Arrays.stream(values()).filter(field -> field.wire().equals(name)).findFirst();
  }
}
