// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.clew.api.trace.Span;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.tools.RequestedTool;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the results of tools in a request, which repeats the whole conversation. */
final class ChatToolResults {
  private ChatToolResults() {}

  /** Reports the results; returns the span of one of their tools, if any. */
  static @Nullable Span report(
      ChatCompletionCreateParams params, @Nullable String server, ToolRuns tools) {
    Span answered = null;
    if (!tools.isWaiting()) {
      return answered;
    }
    ChatCompletionMessageParam asking = null;
    for (ChatCompletionMessageParam message : params._messages().asKnown().orElse(List.of())) {
      if (message.isAssistant()) {
        asking = message;
      } else if (message.isTool()) {
        Span tool = report(message.asTool(), asking, server, tools);
        answered = tool == null ? answered : tool;
      }
    }
    return answered;
  }

  private static @Nullable Span report(
      ChatCompletionToolMessageParam result,
      @Nullable ChatCompletionMessageParam asking,
      @Nullable String server,
      ToolRuns tools) {
    String id = result._toolCallId().asString().orElse(null);
    return id != null && tools.isWaiting(id)
        ? tools.answered(id, server, asked(id, asking), result)
        : null;
  }

  private static @Nullable RequestedTool asked(
      String id, @Nullable ChatCompletionMessageParam asking) {
    if (asking == null) {
      return null;
    }
    for (RequestedTool tool :
        RequestedTool.ofChat(Accessors.read(asking.asAssistant(), "_toolCalls"))) {
      if (tool.id().equals(id)) {
        return tool;
      }
    }
    return null;
  }
}
