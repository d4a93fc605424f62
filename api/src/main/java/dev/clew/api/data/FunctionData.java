// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a tool.
 *
 * @param input its arguments as JSON text
 * @param output the result returned to the model
 * @param toolCallId the id of the model's tool call
 * @param mcpServer the MCP server that ran it, if one did
 * @param inferred true if the execution was reconstructed from messages rather than observed
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

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }

  @Override
  public FunctionData enrichedWith(SpanData inner) {
    if (!(inner instanceof FunctionData other)) {
      return this;
    }
    return new FunctionData(
        name,
        input != null ? input : other.input,
        output != null ? output : other.output,
        toolCallId != null ? toolCallId : other.toolCallId,
        mcpServer != null ? mcpServer : other.mcpServer,
        inferred);
  }
}
