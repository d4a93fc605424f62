// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.langchain4j;

import dev.clew.api.hook.HookPoint;
import java.util.List;
import java.util.stream.Stream;

/** The hook points of langchain4j-mcp, all optional: few applications have it. */
final class McpHookPoints {
  private static final String CLIENT = "dev.langchain4j.mcp.client.McpClient";
  private static final String TRANSPORT = "dev.langchain4j.mcp.client.transport.McpTransport";
  // What every transport is started with.
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

  /** By name alone: since 1.11 most come in a second form with the context of an invocation. */
  private HookPoint client(String method, String hook) {
    return HookPoint.inImplementations(CLIENT, HANDLER)
        .method(method)
        .optional()
        .hook(hooks + hook);
  }

  /** By number of parameters: the classes of the messages moved to another package with 1.11. */
  private HookPoint transport(String method, String hook) {
    return HookPoint.inImplementations(TRANSPORT, HANDLER)
        .method(method, HookPoint.ANY)
        .optional()
        .hook(hooks + hook);
  }
}
