// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests and errors of Anthropic's {@code POST /v1/messages}. A script sees the request as if it
 * were one of chat completions: the system prompt and each tool result are messages of their own.
 */
final class MessagesFormat implements WireFormat {
  private static final String PATH = "/v1/messages";

  @Override
  public boolean serves(String path) {
    return path.equals(PATH);
  }

  @Override
  public boolean isValid(JsonNode json) {
    return json.path("messages").isArray();
  }

  @Override
  public AnswerJson answer(int number, ChatRequest request, Reply.Answer answer) {
    return new MessageJson(number, request, answer);
  }

  @Override
  public void addHeaders(Headers headers, int number, long started) {
    headers.set("request-id", "req_%08d".formatted(number));
  }

  @Override
  public boolean endsWithDone() {
    return false;
  }

  @Override
  public String eventField() {
    return "type";
  }

  @Override
  public ChatRequest request(String path, JsonNode json) {
    List<ChatRequest.Message> messages = new ArrayList<>();
    String system = text(json.path("system"));
    if (!system.isEmpty()) {
      messages.add(new ChatRequest.Message("system", system, List.of(), null));
    }
    json.path("messages").forEach(message -> add(messages, message));
    List<String> tools = new ArrayList<>();
    json.path("tools").forEach(tool -> tools.add(tool.path("name").asText()));
    return new ChatRequest(
        json.path("model").asText(),
        List.copyOf(messages),
        List.copyOf(tools),
        json.path("stream").asBoolean(),
        true,
        json);
  }

  private static void add(List<ChatRequest.Message> messages, JsonNode json) {
    List<ToolCall> calls = new ArrayList<>();
    boolean results = false;
    for (JsonNode block : json.path("content")) {
      String type = block.path("type").asText();
      if (type.equals("tool_use")) {
        calls.add(
            new ToolCall(
                block.path("id").asText(),
                block.path("name").asText(),
                block.path("input").toString()));
      } else if (type.equals("tool_result")) {
        results = true;
        messages.add(
            new ChatRequest.Message(
                "tool",
                text(block.path("content")),
                List.of(),
                block.path("tool_use_id").asText()));
      }
    }
    String text = text(json.path("content"));
    if (!results || !text.isEmpty()) {
      messages.add(
          new ChatRequest.Message(json.path("role").asText(), text, List.copyOf(calls), null));
    }
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isTextual() ? content.textValue() : "";
    }
    StringBuilder text = new StringBuilder();
    content.forEach(block -> text.append(block.path("text").asText()));
    return text.toString();
  }

  @Override
  public ObjectNode error(Reply.Failure failure, int number) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("type", "error");
    json.putObject("error")
        .put("type", errorType(failure.status()))
        .put("message", failure.message());
    return json.put("request_id", "req_%08d".formatted(number));
  }

  private static String errorType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }
}
