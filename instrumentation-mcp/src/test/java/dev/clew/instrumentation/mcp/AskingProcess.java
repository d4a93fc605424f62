// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BinaryOperator;

/** An SDK client of a {@link ServerProcess}, whose starts go into a file. */
final class AskingProcess implements BinaryOperator<String> {
  @Override
  public String apply(String starts, String city) {
    try (McpSyncClient client = McpClient.sync(transport(starts)).build()) {
      client.initialize();
      return call(client, "Rome") + " " + call(client, city);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @SuppressWarnings("deprecation") // available in all versions
  private static String call(McpSyncClient client, String city) {
    try {
      CallToolRequest request = new CallToolRequest("fare", Map.of("city", city));
      return ((TextContent) client.callTool(request).content().get(0)).text();
    } catch (RuntimeException thrown) {
      return thrown.getClass().getSimpleName() + " " + thrown.getMessage();
    }
  }

  /** Since 0.14, the transport wants the SDK's own mapper. */
  private static StdioClientTransport transport(String starts) throws ReflectiveOperationException {
    ServerParameters parameters =
        ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .args(
                "-cp",
                Path.of("target", "test-classes").toString(),
                ServerProcess.class.getName(),
                starts)
            .build();
    try {
      return StdioClientTransport.class
          .getConstructor(ServerParameters.class)
          .newInstance(parameters);
    } catch (NoSuchMethodException newer) {
      Class<?> type = Class.forName("io.modelcontextprotocol.json.McpJsonMapper");
      return StdioClientTransport.class
          .getConstructor(ServerParameters.class, type)
          .newInstance(parameters, mapper(type));
    }
  }

  private static Object mapper(Class<?> type) throws ReflectiveOperationException {
    try {
      return type.getMethod("getDefault").invoke(null);
    } catch (NoSuchMethodException newer) {
      return Class.forName("io.modelcontextprotocol.json.McpJsonDefaults")
          .getMethod("getMapper")
          .invoke(null);
    }
  }
}
