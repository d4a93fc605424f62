// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp.tape;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/** The hook points of the tape in the MCP Java SDK: the transports of clients, of any kind. */
public final class McpTapeModule implements InstrumentationModule {
  private static final String HOOKS = "dev.clew.instrumentation.mcp.tape.";
  private static final String SPEC = "io.modelcontextprotocol.spec.";

  @Override
  public String name() {
    return "mcp-tape";
  }

  @Override
  public Library library() {
    return new Library("mcp", "0.11.3 to 2.1.0", List.of(SPEC + "McpSchema"));
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        transport()
            .method("connect", "java.util.function.Function")
            .replacingArguments()
            .answering()
            .hook(HOOKS + "ConnectHook"),
        transport()
            .method("sendMessage", SPEC + "McpSchema$JSONRPCMessage")
            .answering()
            .hook(HOOKS + "SendMessageHook"));
  }

  private static HookPoint.Builder transport() {
    return HookPoint.inImplementations(
        SPEC + "McpClientTransport", SPEC + "McpSchema$JSONRPCMessage");
  }
}
