// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The official MCP Java SDK, on which Spring AI and others are based. */
public final class McpModule implements InstrumentationModule {
  private static final String HOOKS = "dev.clew.instrumentation.mcp.";
  private static final String SDK = "io.modelcontextprotocol.";

  @Override
  public String name() {
    return "mcp";
  }

  @Override
  public Library library() {
    return new Library("mcp", "0.11.3 to 2.1.0", List.of("io.modelcontextprotocol.spec.McpSchema"));
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass(SDK + "client.McpAsyncClient")
            .method("callTool", SDK + "spec.McpSchema$CallToolRequest")
            .hook(HOOKS + "CallToolHook"),
        HookPoint.inClass(SDK + "spec.McpClientSession")
            .method("sendRequest")
            .hook(HOOKS + "SendRequestHook"),
        handler("McpServerFeatures$SyncToolSpecification"),
        handler("McpServerFeatures$AsyncToolSpecification"),
        handler("McpStatelessServerFeatures$SyncToolSpecification"),
        handler("McpStatelessServerFeatures$AsyncToolSpecification"));
  }

  private static HookPoint handler(String className) {
    return HookPoint.inClass(SDK + "server." + className)
        .method("callHandler")
        .hook(HOOKS + "HandlerHook");
  }
}
