// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.model;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The type of a span; the names are those of {@code span_data.type} in the trace file. */
public enum SpanType {
  AGENT("agent", "Agent"),
  GENERATION("generation", "Generation"),
  RESPONSE("response", "Response"),
  FUNCTION("function", "Tool call"),
  HANDOFF("handoff", "Handoff"),
  GUARDRAIL("guardrail", "Guardrail"),
  EMBEDDING("embedding", "Embedding"),
  RETRIEVAL("retrieval", "Retrieval"),
  MCP_TOOLS("mcp_tools", "Tool listing (MCP)"),
  CUSTOM("custom", "Custom");

  private static final Map<String, SpanType> BY_WIRE =
      Arrays.stream(values()).collect(Collectors.toMap(SpanType::wire, Function.identity()));

  private final String wire;
  private final String label;

  SpanType(String wire, String label) {
    this.wire = wire;
    this.label = label;
  }

  /** The type with that name; types that are newer than the viewer are shown as custom. */
  public static SpanType of(@Nullable String wire) {
    SpanType type = wire == null ? null : BY_WIRE.get(wire);
    return type == null ? CUSTOM : type;
  }

  public String wire() {
    return wire;
  }

  /** For people. */
  public String label() {
    return label;
  }

  public boolean isModelCall() {
    return this == GENERATION || this == RESPONSE;
  }

  /** True for work that takes time, false for what only groups or marks. */
  public boolean isWork() {
    return this != AGENT && this != HANDOFF;
  }
}
