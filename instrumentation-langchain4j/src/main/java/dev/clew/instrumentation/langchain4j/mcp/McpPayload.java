// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.data.McpData;
import dev.clew.api.trace.Payload;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import dev.clew.kit.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of the span of an MCP request; for lists, the names, up to a limit. */
final class McpPayload implements Payload {
  private final @Nullable String server;
  private final String method;
  private volatile @Nullable Object result;

  McpPayload(@Nullable String server, String method) {
    this.server = server;
    this.method = method;
  }

  void answered(@Nullable Object answer) {
    result = Values.snapshot(answer);
  }

  @Override
  public McpData render() {
    List<String> names = new ArrayList<>();
    if (result instanceof List<?> listed) {
      for (Object each : listed) {
        if (each instanceof String remainder) {
          names.add(remainder); // marks the omitted rest of a long list
        } else if (Accessors.read(each, "name") instanceof String name) {
          names.add(name);
        }
      }
    }
    return new McpData(server, method, names);
  }

  @Override
  public long retainedBytes() {
    return result instanceof List<?> listed ? 512L + 256L * listed.size() : 512L;
  }
}
