// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.agentscope;

import static io.agentscope.sample.SampleModel.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.data.FunctionData;
import dev.clew.instrumentation.concurrent.ConcurrentModule;
import dev.clew.instrumentation.mcp.McpModule;
import dev.clew.instrumentation.reactive.ReactorModule;
import dev.clew.testkit.WeavingExtension;
import io.agentscope.core.tool.ToolCallParam;
import io.agentscope.core.tool.Toolkit;
import io.agentscope.core.tool.mcp.McpClientWrapper;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tool of an MCP server over the library's tool and the MCP SDK, both traced: one function. */
@Tag("newest")
class McpToolTest {
  @RegisterExtension
  static final WeavingExtension weaving =
      WeavingExtension.of(
          new AgentScopeModule(), new McpModule(), new ReactorModule(), new ConcurrentModule());

  @Test
  void mcpTool_isOneFunction_withWhatTheClientKnows() {
    McpClientWrapper client = McpServing.client();
    try {
      Toolkit toolkit = new Toolkit();
      toolkit.registerMcpClient(client).block();
      weaving.spans().clear();

      toolkit
          .callTool(
              ToolCallParam.builder().toolUseBlock(tool("seat", Map.of())).input(Map.of()).build())
          .block();
    } finally {
      client.close();
    }

    assertThat(weaving.tree()).hasToString("function seat\n");
    assertThat(weaving.spans().only().attributes()).containsEntry("mcp.method.name", "tools/call");
    assertThat(weaving.spans().only(FunctionData.class).output()).contains("seat 7");
  }
}
