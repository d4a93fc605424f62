// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Observes {@code McpTransport.initialize}: the server's answer contains its name and protocol
 * version.
 */
final class McpInitializeHook implements Hook<Object> {
  private final McpServers servers;

  McpInitializeHook(McpServers servers) {
    this.servers = servers;
  }

  @Override
  public Object enter(Call call) {
    return call.self(Object.class);
  }

  @Override
  public @Nullable Object exit(
      Object transport, @Nullable Object result, @Nullable Throwable thrown) {
    if (result instanceof CompletableFuture<?> answer) {
      servers.initialized(transport, answer);
    }
    return result;
  }
}
