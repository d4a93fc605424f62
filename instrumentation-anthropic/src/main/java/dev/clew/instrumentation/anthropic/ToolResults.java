// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.trace.Span;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.Accessors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tools that models request and the results that are sent back. */
final class ToolResults {
  private ToolResults() {}

  /** Returns the tools that an answer requests; those that the provider runs are not among them. */
  static List<RequestedTool> requestedTools(@Nullable Object message) {
    List<RequestedTool> requested = new ArrayList<>(0);
    for (Object block : Fields.BY_NAME.list(message, "_content")) {
      RequestedTool tool = requestedTool(block);
      if (tool != null) {
        requested.add(tool);
      }
    }
    return requested;
  }

  /** Returns the tool that a content block requests, or null. */
  static @Nullable RequestedTool requestedTool(@Nullable Object block) {
    Object use = Fields.BY_NAME.read(block, "toolUse");
    String id = Fields.BY_NAME.text(use, "_id");
    String name = Fields.BY_NAME.text(use, "_name");
    return id == null || name == null
        ? null
        : new RequestedTool(id, name, new AnthropicJson.Arguments(Accessors.read(use, "_input")));
  }

  /** Returns the text of a tool result; for the export thread. */
  static String output(Object result) {
    return AnthropicJson.read(result).joinedText("content");
  }

  /**
   * Reports the results in a request, which usually repeats the entire conversation; returns the
   * span of one of their tools, or null.
   */
  static @Nullable Span report(Object params, ServiceClient client, ToolLoop tools) {
    Span answered = null;
    if (!tools.isWaiting()) {
      return answered;
    }
    for (Object message : Fields.BY_NAME.list(params, "_messages")) {
      for (Object block : MessageSize.blocks(MessageSize.content(message))) {
        Object result = Fields.BY_NAME.read(block, "toolResult");
        String id = Fields.BY_NAME.text(result, "_toolUseId");
        if (result != null && id != null && tools.isWaiting(id)) {
          Span tool = tools.resultSent(id, client.serverAddress(), null, result);
          answered = tool == null ? answered : tool;
        }
      }
    }
    return answered;
  }
}
