// SPDX-License-Identifier: Apache-2.0
package dev.clew.api.data;

import dev.clew.api.trace.SpanType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to an MCP server other than a tool call, such as a request for its list of tools.
 *
 * @param result the names in the returned list
 */
public record McpData(@Nullable String server, String method, List<String> result)
    implements SpanData {

  @Override
  public SpanType type() {
    return SpanType.MCP;
  }

  @Override
  public <R, X extends Exception> R accept(Visitor<R, X> visitor) throws X {
    return visitor.visit(this);
  }
}
