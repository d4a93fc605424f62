// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.data.FunctionData;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.Payload;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the span of a tool on a server says. */
final class ToolContent implements Payload {
  private final String name;
  private final Map<String, Object> arguments;
  private volatile @Nullable CallToolResult result;
  private volatile @Nullable String server;

  ToolContent(CallToolRequest request) {
    this.name = request.name() == null ? "" : request.name();
    this.arguments =
        request.arguments() == null || !LibraryClasses.isOfJdk(request.arguments())
            ? Map.of()
            : new LinkedHashMap<>(request.arguments());
  }

  String name() {
    return name;
  }

  void answered(CallToolResult answer, @Nullable String serverName) {
    result = answer;
    server = serverName;
  }

  @Override
  public FunctionData render() {
    CallToolResult answer = result;
    return new FunctionData(
        name, JsonText.of(arguments), answer == null ? null : text(answer), null, server, false);
  }

  @Override
  public long retainedBytes() {
    long bytes = 1024;
    for (Object value : arguments.values()) {
      bytes += value instanceof String text ? 64L + 2L * text.length() : 256;
    }
    CallToolResult answer = result;
    if (answer != null && answer.content() != null) {
      for (Content part : answer.content()) {
        bytes += part instanceof TextContent text ? 64L + 2L * length(text.text()) : 4096;
      }
    }
    return bytes;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** Returns the texts of an answer; of other parts only what they are. */
  static String text(CallToolResult answer) {
    if (answer.content() == null) {
      return "";
    }
    return answer.content().stream()
        .map(
            part ->
                part instanceof TextContent text
                    ? String.valueOf(text.text())
                    : "[" + part.type() + "]")
        .collect(Collectors.joining("\n"));
  }
}
