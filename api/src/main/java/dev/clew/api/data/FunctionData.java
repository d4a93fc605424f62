// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a tool.
 *
 * @param input its arguments as JSON text
 * @param output what was given back to the model
 * @param toolCallId the id under which the model asked for it
 * @param mcpServer the MCP server that ran it, if one did
 * @param inferred true if the execution was reconstructed from messages, not seen
 */
public record FunctionData(
    String name,
    @Nullable String input,
    @Nullable String output,
    @Nullable String toolCallId,
    @Nullable String mcpServer,
    boolean inferred)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.FUNCTION;
  }
}
