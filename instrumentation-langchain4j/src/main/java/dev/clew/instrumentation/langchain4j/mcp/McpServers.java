// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.trace.WeakIdentityMap;
import java.util.concurrent.CompletableFuture;

/** Remembers what servers said of themselves when their transports were initialised. */
final class McpServers {
  private final WeakIdentityMap<Object, CompletableFuture<?>> initialized = new WeakIdentityMap<>();

  /** Notes the answer; a transport that reconnects is initialised again. */
  void initialized(Object transport, CompletableFuture<?> answer) {
    initialized.put(transport, answer);
  }

  McpServer behind(Object transport) {
    return new McpServer(transport, initialized.get(transport));
  }
}
