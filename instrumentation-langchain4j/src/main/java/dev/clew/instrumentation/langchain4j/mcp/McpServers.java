// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.trace.WeakIdentityMap;
import java.util.concurrent.CompletableFuture;

/** Remembers the answers of servers to their transports' initialize requests. */
final class McpServers {
  private final WeakIdentityMap<Object, CompletableFuture<?>> initialized = new WeakIdentityMap<>();

  /** Records the answer; a transport that reconnects is initialised again. */
  void initialized(Object transport, CompletableFuture<?> answer) {
    initialized.put(transport, answer);
  }

  McpServer of(Object transport) {
    return new McpServer(transport, initialized.get(transport));
  }
}
