// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j.mcp;

import dev.clew.api.trace.Span;
import dev.clew.instrumentation.langchain4j.value.Accessors;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server of a transport.
 *
 * @param initialized the server's answer to the initialize request; null if it was not observed
 */
record McpServer(Object transport, @Nullable CompletableFuture<?> initialized) {
  private static final Pattern GENERATED = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-.*");

  /** Returns the client's key, or the server's own name if the key is just a random one. */
  @Nullable String nameOr(@Nullable String clientKey) {
    String name = McpAnswer.text(initialized, "result", "serverInfo", "name");
    boolean explicit = clientKey != null && !GENERATED.matcher(clientKey).matches();
    return explicit || name.isEmpty() ? clientKey : name;
  }

  void describe(Span span) {
    String version = McpAnswer.text(initialized, "result", "protocolVersion");
    if (!version.isEmpty()) {
      span.setAttribute("mcp.protocol.version", version);
    }
    if (Accessors.read(transport, "getMcpSessionId") instanceof String session) {
      span.setAttribute("mcp.session.id", session);
    }
    String kind = transport.getClass().getSimpleName();
    if (kind.contains("Stdio")) {
      span.setAttribute("network.transport", "pipe");
    } else if (kind.contains("Http") || kind.contains("WebSocket")) {
      span.setAttribute("network.transport", "tcp");
    }
  }
}
