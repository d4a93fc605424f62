// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.core.JsonField;
import com.openai.models.beta.agents.AgentCommandExecutionItem;
import com.openai.models.beta.agents.AgentFunctionCallItem;
import com.openai.models.beta.agents.AgentMcpCallItem;
import com.openai.models.beta.agents.AgentSessionAssistantMessage;
import com.openai.models.beta.agents.OutputText;
import dev.clew.instrumentation.openai.json.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a turn, by reference.
 *
 * @param id the id of the item; for a function's output, the id of the call
 * @param content the library's object for this kind of item
 * @param tool the name of the tool that the provider ran; null for any other item
 */
record TurnItem(String id, Object content, @Nullable String tool) {
  private static final long FIXED_BYTES = 1_024;

  /** The kinds of items other than provider tools, by their accessors in both unions. */
  private static final List<String> KINDS =
      List.of(
          "message", "reasoning", "functionCall", "createSubagentCall", "sendSubagentInputCall");

  /** The provider's tools by their accessors; MCP tools have their own names. */
  private static final Map<String, String> TOOLS =
      Map.of(
          "mcpCall", "mcp_call",
          "webSearchCall", "web_search",
          "commandExecution", "command_execution",
          "computerUseCall", "computer_use",
          "resumeSubagentCall", "resume_subagent",
          "waitForSubagentsCall", "wait_for_subagents",
          "interruptSubagentCall", "interrupt_subagent",
          "closeSubagentCall", "close_subagent");

  /**
   * Returns the item, or null if its kind is not recorded.
   *
   * @param union an {@code AgentSessionItem} for an added item, or an {@code AgentOutputItem} for a
   *     completed one
   */
  static @Nullable TurnItem of(@Nullable Object union) {
    for (String kind : KINDS) {
      Object content = Fields.BY_NAME.read(union, kind);
      if (content != null) {
        return of(content, "_id", null);
      }
    }
    for (Map.Entry<String, String> tool : TOOLS.entrySet()) {
      Object content = Fields.BY_NAME.read(union, tool.getKey());
      if (content != null) {
        String name = Fields.BY_NAME.text(content, "_name");
        return of(content, "_id", name == null ? tool.getValue() : name);
      }
    }
    return null;
  }

  /** Returns the output of a tool call, with the id of the call, or null for any other item. */
  static @Nullable TurnItem output(@Nullable Object union) {
    Object content = Fields.BY_NAME.read(union, "functionCallOutput");
    return content == null ? null : of(content, "_callId", null);
  }

  private static @Nullable TurnItem of(Object content, String id, @Nullable String tool) {
    String known = Fields.BY_NAME.text(content, id);
    return known == null ? null : new TurnItem(known, content, tool);
  }

  boolean isOfUser() {
    return "user".equals(String.valueOf(Fields.BY_NAME.read(content, "_role")));
  }

  boolean isFailed() {
    if (content instanceof AgentMcpCallItem call) {
      JsonField<?> error = call._error();
      if (!error.isMissing() && !error.isNull()) {
        return true;
      }
    }
    return "failed".equals(String.valueOf(Fields.BY_NAME.read(content, "_status")))
        || Fields.BY_NAME.text(content, "_error") != null;
  }

  long retainedBytes() {
    long bytes = FIXED_BYTES;
    if (content instanceof AgentSessionAssistantMessage message) {
      for (OutputText text : message._content().asKnown().orElse(List.of())) {
        bytes += length(text._text());
      }
    } else if (content instanceof AgentFunctionCallItem call) {
      bytes += length(call._arguments());
    } else if (content instanceof AgentMcpCallItem call) {
      bytes += length(call._arguments()) + length(call._output());
    } else if (content instanceof AgentCommandExecutionItem command) {
      bytes += length(command._output());
    }
    return bytes;
  }

  private static long length(JsonField<?> text) {
    return text.asString().map(String::length).orElse(0);
  }
}
