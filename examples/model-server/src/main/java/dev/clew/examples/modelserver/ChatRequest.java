// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script sees of a chat completions request.
 *
 * @param tools names of the functions that the request offers
 * @param includeUsage whether a stream shall end with token counts
 * @param raw the whole request
 */
public record ChatRequest(
    String model,
    List<Message> messages,
    List<String> tools,
    boolean stream,
    boolean includeUsage,
    JsonNode raw) {

  /**
   * One message of the conversation.
   *
   * @param content its text, the text parts joined; empty where it has none
   * @param toolCallId the call that a message of role {@code tool} answers
   */
  public record Message(
      String role, String content, List<ToolCall> toolCalls, @Nullable String toolCallId) {}

  static ChatRequest of(JsonNode json) {
    List<Message> messages = new ArrayList<>();
    json.path("messages").forEach(message -> messages.add(message(message)));
    List<String> tools = new ArrayList<>();
    json.path("tools").forEach(tool -> tools.add(tool.path("function").path("name").asText()));
    return new ChatRequest(
        json.path("model").asText(),
        List.copyOf(messages),
        List.copyOf(tools),
        json.path("stream").asBoolean(),
        json.path("stream_options").path("include_usage").asBoolean(),
        json);
  }

  /** The system and developer messages, one a line. */
  public String system() {
    StringBuilder text = new StringBuilder();
    for (Message message : messages) {
      if (message.role().equals("system") || message.role().equals("developer")) {
        text.append(message.content()).append('\n');
      }
    }
    return text.toString();
  }

  /** The text of the last message of this role; empty where there is none. */
  public String last(String role) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role().equals(role)) {
        return messages.get(i).content();
      }
    }
    return "";
  }

  /** Whether the request offers this function. */
  public boolean offers(String tool) {
    return tools.contains(tool);
  }

  /** What this function returned, in the order of the calls; empty when it was not called. */
  public List<String> resultsOf(String tool) {
    List<String> results = new ArrayList<>();
    for (Message asking : messages) {
      for (ToolCall call : asking.toolCalls()) {
        if (call.name().equals(tool)) {
          messages.stream()
              .filter(message -> call.id() != null && call.id().equals(message.toolCallId()))
              .forEach(message -> results.add(message.content()));
        }
      }
    }
    return results;
  }

  private static Message message(JsonNode json) {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode call : json.path("tool_calls")) {
      JsonNode function = call.path("function");
      calls.add(
          new ToolCall(
              call.path("id").asText(),
              function.path("name").asText(),
              function.path("arguments").asText()));
    }
    JsonNode id = json.path("tool_call_id");
    return new Message(
        json.path("role").asText(),
        content(json.path("content")),
        List.copyOf(calls),
        id.isTextual() ? id.textValue() : null);
  }

  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : "";
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }
}
