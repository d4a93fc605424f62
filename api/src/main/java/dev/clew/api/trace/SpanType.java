// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.trace;

/**
 * The kinds of work that Clew distinguishes; the wire names are those of OpenAI's trace ingest API.
 */
public enum SpanType {
  AGENT("agent"),
  GENERATION("generation"),
  RESPONSE("response"),
  FUNCTION("function"),
  HANDOFF("handoff"),
  GUARDRAIL("guardrail"),
  EMBEDDING("embedding"),
  RETRIEVAL("retrieval"),
  MCP("mcp_tools"),
  CUSTOM("custom");

  private final String wireName;

  SpanType(String wireName) {
    this.wireName = wireName;
  }

  /** Returns the value of {@code span_data.type} in the trace file. */
  public String wireName() {
    return wireName;
  }
}
