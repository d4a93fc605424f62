// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.trace.WeakIdentityMap;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import org.jspecify.annotations.Nullable;

/** Remembers the names of servers by session. */
final class Sessions {
  static final String INITIALIZE = "initialize";

  private final WeakIdentityMap<Object, String> servers = new WeakIdentityMap<>();

  void initialized(Object session, Object answer) {
    if (answer instanceof InitializeResult result
        && result.serverInfo() != null
        && result.serverInfo().name() != null) {
      servers.put(session, result.serverInfo().name());
    }
  }

  @Nullable String serverOf(Object session) {
    return servers.get(session);
  }
}
