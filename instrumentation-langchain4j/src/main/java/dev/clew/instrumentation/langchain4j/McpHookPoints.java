// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import java.util.List;
import java.util.stream.Stream;

/** The hook points of langchain4j-mcp. All are optional, because few applications use it. */
final class McpHookPoints {
  private static final String CLIENT = "dev.langchain4j.mcp.client.McpClient";
  private static final String TRANSPORT = "dev.langchain4j.mcp.client.transport.McpTransport";
  // Every transport is started with this.
  private static final String HANDLER = "dev.langchain4j.mcp.client.transport.McpOperationHandler";

  private final String hooks;

  McpHookPoints(String hooks) {
    this.hooks = hooks;
  }

  List<HookPoint> list() {
    Stream<HookPoint> requests =
        Stream.of(
                "listTools",
                "listResources",
                "listResourceTemplates",
                "readResource",
                "listPrompts",
                "getPrompt")
            .map(method -> client(method, "McpRequestHook"));
    Stream<HookPoint> rest =
        Stream.of(
            client("executeTool", "McpToolHook"),
            transport("initialize", "McpInitializeHook"),
            transport("executeOperationWithResponse", "McpSendHook"));
    return Stream.concat(requests, rest).toList();
  }

  /**
   * Matches by name only: since 1.11 most methods have a second form with an invocation context.
   */
  private HookPoint client(String method, String hook) {
    return HookPoint.inImplementations(CLIENT, HANDLER)
        .method(method)
        .optional()
        .hook(hooks + hook);
  }

  /** Matches by number of parameters: the message classes moved to another package in 1.11. */
  private HookPoint transport(String method, String hook) {
    return HookPoint.inImplementations(TRANSPORT, HANDLER)
        .method(method, HookPoint.ANY)
        .optional()
        .hook(hooks + hook);
  }
}
