// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.tools.RequestedTools;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds tool results in a request, which repeats the entire conversation. */
final class ChatToolResults {
  private static final String FUNCTION_CALL = "_functionCall";

  private ChatToolResults() {}

  /** Reports the results; returns the span of one of their tools, or null. */
  @SuppressWarnings("deprecation") // for messages with function results
  static @Nullable Span report(
      ChatCompletionCreateParams params, ServiceClient client, ToolLoop tools) {
    Span answered = null;
    if (!tools.isWaiting()) {
      return answered;
    }
    String server = client.serverAddress();
    ChatCompletionMessageParam request = null;
    Object function = null;
    RequestedTool called = null;
    for (ChatCompletionMessageParam message : params._messages().asKnown().orElse(List.of())) {
      if (message.isAssistant()) {
        request = message;
      } else if (message.isTool()) {
        Span tool = report(message.asTool(), request, server, tools);
        answered = tool == null ? answered : tool;
      } else if (message.isFunction() && request != null) {
        // These have no ids, so only the last one can be new.
        function = message.asFunction();
        called =
            RequestedTools.ofFunctionCall(
                Fields.BY_NAME.read(request.asAssistant(), FUNCTION_CALL));
      }
    }
    boolean same = called != null && called.name().equals(Fields.BY_NAME.text(function, "_name"));
    Span tool =
        same && called != null && function != null
            ? tools.resultSent(called.id(), server, called, function)
            : null;
    return tool == null ? answered : tool;
  }

  private static @Nullable Span report(
      ChatCompletionToolMessageParam result,
      @Nullable ChatCompletionMessageParam request,
      @Nullable String server,
      ToolLoop tools) {
    String id = result._toolCallId().asString().orElse(null);
    return id != null && tools.isWaiting(id)
        ? tools.resultSent(id, server, requestedTool(id, request), result)
        : null;
  }

  private static @Nullable RequestedTool requestedTool(
      String id, @Nullable ChatCompletionMessageParam request) {
    if (request == null) {
      return null;
    }
    for (RequestedTool tool :
        RequestedTools.ofChat(Fields.BY_NAME.read(request.asAssistant(), "_toolCalls"))) {
      if (tool.id().equals(id)) {
        return tool;
      }
    }
    return null;
  }
}
