// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.data.FunctionData;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.api.trace.SpanError;
import dev.clew.kit.agent.ToolPayload;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.RetainedBytes;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The content of the span for a tool call on a server. */
final class ToolCallPayload implements CallPayload {
  private final McpAsyncClient client;
  private final ToolPayload tool;
  private volatile @Nullable CallToolResult result;

  ToolCallPayload(McpAsyncClient client, CallToolRequest request) {
    this.client = client;
    Map<String, Object> arguments =
        request.arguments() == null || !LibraryClasses.isOfJdk(request.arguments())
            ? Map.of()
            : new LinkedHashMap<>(request.arguments());
    this.tool =
        new ToolPayload(
            request.name() == null ? "" : request.name(),
            () -> JsonWriter.write(arguments),
            RetainedBytes.of(new ArrayList<>(arguments.values()), 64, ToolCallPayload::size),
            null);
  }

  private static long size(@Nullable Object argument) {
    return argument instanceof String text ? 2L * text.length() : 192;
  }

  String name() {
    return tool.name();
  }

  @Override
  public void result(Object answer) {
    if (!CallToolHook.SDK.mayCall(answer)) {
      return;
    }
    CallToolResult response = (CallToolResult) answer;
    List<Content> content = content(response);
    result = response;
    tool.answered(
        () -> text(response),
        content == null ? 0 : RetainedBytes.of(content, 64, ToolCallPayload::size));
    var server = client.getServerInfo();
    tool.setServer(server == null ? null : server.name());
  }

  private static long size(Content part) {
    return part instanceof TextContent text ? 2 * RetainedBytes.of(text.text()) : 4_096;
  }

  @Override
  public @Nullable SpanError error() {
    CallToolResult response = result;
    return response != null && Boolean.TRUE.equals(response.isError())
        ? SpanError.of("tool_error", text(response))
        : null;
  }

  @Override
  public String failureEvent() {
    return "mcp call failed";
  }

  @Override
  public FunctionData render() {
    return tool.render();
  }

  @Override
  public long retainedBytes() {
    return tool.retainedBytes();
  }

  /** Returns the text parts of an answer; other parts are represented by their type. */
  private static String text(CallToolResult answer) {
    List<Content> content = content(answer);
    if (content == null) {
      return "";
    }
    return content.stream()
        .map(
            part ->
                part instanceof TextContent text
                    ? String.valueOf(text.text())
                    : "[" + (CallToolHook.SDK.mayCall(part) ? part.type() : "content") + "]")
        .collect(Collectors.joining("\n"));
  }

  /** An application's own transport may return any list. */
  private static @Nullable List<Content> content(CallToolResult answer) {
    List<Content> content = answer.content();
    return content == null || !LibraryClasses.isOfJdk(content) ? null : content;
  }
}
