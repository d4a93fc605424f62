// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests and errors of Google's {@code POST /v1/interactions}, with a model or an agent. A script
 * sees only what the request carries: the server keeps no earlier interactions.
 */
final class InteractionsFormat implements WireFormat {
  private final GeminiFormat gemini = new GeminiFormat();

  @Override
  public boolean serves(String path) {
    return path.matches("/v1(?:beta)?/interactions");
  }

  @Override
  public boolean isValid(JsonNode json) {
    return json.has("input");
  }

  @Override
  public ChatRequest request(String path, JsonNode json) {
    List<ChatRequest.Message> messages = new ArrayList<>();
    if (json.has("system_instruction")) {
      messages.add(
          new ChatRequest.Message(
              "system", json.path("system_instruction").asText(), List.of(), null));
    }
    JsonNode input = json.path("input");
    if (input.isTextual()) {
      messages.add(new ChatRequest.Message("user", input.textValue(), List.of(), null));
    }
    for (JsonNode step : input) {
      add(messages, step);
    }
    List<String> tools = new ArrayList<>();
    json.path("tools").forEach(tool -> tools.add(tool.path("name").asText()));
    return new ChatRequest(
        json.path("model").asText(json.path("agent").asText()),
        List.copyOf(messages),
        List.copyOf(tools),
        json.path("stream").asBoolean(),
        true,
        json);
  }

  private static void add(List<ChatRequest.Message> messages, JsonNode step) {
    String type = step.path("type").asText();
    String id = step.path("call_id").asText(null);
    switch (type) {
      case "function_call" -> {
        ToolCall call =
            new ToolCall(
                step.path("id").asText(),
                step.path("name").asText(),
                step.path("arguments").toString());
        messages.add(new ChatRequest.Message("assistant", "", List.of(call), null));
      }
      case "function_result" -> {
        JsonNode result = step.path("result");
        String text = result.isTextual() ? result.textValue() : result.toString();
        messages.add(new ChatRequest.Message("tool", text, List.of(), id));
      }
      case "text" ->
          messages.add(
              new ChatRequest.Message("user", step.path("text").asText(), List.of(), null));
      default -> {
        StringBuilder text = new StringBuilder();
        step.path("content").forEach(each -> text.append(each.path("text").asText()));
        String role = type.equals("user_input") ? "user" : "assistant";
        messages.add(new ChatRequest.Message(role, text.toString(), List.of(), null));
      }
    }
  }

  @Override
  public AnswerJson answer(int number, ChatRequest request, Reply.Answer answer) {
    return new InteractionJson(number, request, answer);
  }

  @Override
  public ObjectNode error(Reply.Failure failure, int number) {
    return gemini.error(failure, number).put("event_type", "error");
  }

  @Override
  public void addHeaders(Headers headers, int number, long started) {
    gemini.addHeaders(headers, number, started);
  }

  @Override
  public boolean endsWithDone() {
    return true;
  }

  @Override
  public String eventField() {
    return "event_type";
  }
}
