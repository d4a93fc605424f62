// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import dev.clew.kit.call.HookPoints;
import java.util.List;

/** The hook points of langchain4j-mcp. All are optional, because few applications use it. */
final class McpHookPoints {
  private static final String CLIENT = "dev.langchain4j.mcp.client.McpClient";
  private static final String TRANSPORT = "dev.langchain4j.mcp.client.transport.McpTransport";

  // Every transport is started with this.
  private static final String HANDLER = "dev.langchain4j.mcp.client.transport.McpOperationHandler";

  private McpHookPoints() {}

  static void addTo(HookPoints points) {
    for (String method :
        List.of(
            "listTools",
            "listResources",
            "listResourceTemplates",
            "readResource",
            "listPrompts",
            "getPrompt")) {
      points.optional(client(method), "mcp.McpRequestHook");
    }
    points.optional(client("executeTool"), "mcp.McpToolHook");
    points.optional(transport("initialize"), "mcp.McpInitializeHook");
    points.optional(transport("executeOperationWithResponse"), "mcp.McpSendHook");
  }

  /**
   * Matches by name only: since 1.11 most methods have a second form with an invocation context.
   */
  private static HookPoint.Builder client(String method) {
    return HookPoint.inImplementations(CLIENT, HANDLER).method(method);
  }

  /** Matches by number of parameters: the message classes moved to another package in 1.11. */
  private static HookPoint.Builder transport(String method) {
    return HookPoint.inImplementations(TRANSPORT, HANDLER).method(method, HookPoint.ANY);
  }
}
