// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests and errors of Gemini's {@code POST …/models/{model}:{method}}, at Google AI and at
 * Vertex AI: {@code generateContent}, {@code streamGenerateContent}, and the methods for embeddings
 * and images. A script sees the request as if it were one of chat completions: the system
 * instruction and each function response are messages of their own.
 */
final class GeminiFormat implements WireFormat {
  private static final Pattern PATH =
      Pattern.compile(
          "/v1(?:beta1?)?/(?:.*/)?models/([^/]+):"
              + "(?:generateContent|streamGenerateContent|embedContent|batchEmbedContents|predict)");

  private static final String ROLE = "role";
  private static final String PARTS = "parts";
  private static final String NAME = "name";

  @Override
  public boolean serves(String path) {
    return PATH.matcher(path).matches();
  }

  @Override
  public boolean isValid(JsonNode json) {
    return json.path("contents").isArray()
        || json.path("requests").isArray()
        || json.path("instances").isArray()
        || json.path("content").isObject();
  }

  @Override
  public ChatRequest request(String path, JsonNode json) {
    List<ChatRequest.Message> messages = new ArrayList<>();
    String system = text(json.path("systemInstruction"));
    if (!system.isEmpty()) {
      messages.add(new ChatRequest.Message("system", system, List.of(), null));
    }
    // Calls without an id are answered in their order.
    List<ToolCall> unanswered = new ArrayList<>();
    json.path("contents").forEach(content -> add(messages, unanswered, content));
    json.path("requests").forEach(each -> add(messages, unanswered, each.path("content")));
    if (json.has("content")) {
      add(messages, unanswered, json.path("content"));
    }
    for (JsonNode instance : json.path("instances")) {
      String text = instance.path("prompt").asText(instance.path("content").asText());
      messages.add(new ChatRequest.Message("user", text, List.of(), null));
    }
    List<String> tools = new ArrayList<>();
    for (JsonNode tool : json.path("tools")) {
      tool.path("functionDeclarations").forEach(each -> tools.add(each.path(NAME).asText()));
    }
    Matcher model = PATH.matcher(path);
    return new ChatRequest(
        model.matches() ? model.group(1) : "",
        List.copyOf(messages),
        List.copyOf(tools),
        path.endsWith(":streamGenerateContent"),
        true,
        json);
  }

  private static void add(
      List<ChatRequest.Message> messages, List<ToolCall> unanswered, JsonNode content) {
    List<ToolCall> calls = new ArrayList<>();
    boolean results = false;
    for (JsonNode part : content.path(PARTS)) {
      JsonNode call = part.path("functionCall");
      JsonNode response = part.path("functionResponse");
      if (call.isObject()) {
        String id = call.path("id").asText("unnamed_" + messages.size() + "_" + calls.size());
        calls.add(new ToolCall(id, call.path(NAME).asText(), call.path("args").toString()));
      } else if (response.isObject()) {
        results = true;
        messages.add(
            new ChatRequest.Message(
                "tool",
                response.path("response").toString(),
                List.of(),
                answered(unanswered, response)));
      }
    }
    unanswered.addAll(calls);
    String text = text(content);
    if (!results || !text.isEmpty()) {
      String role = content.path(ROLE).asText("user");
      messages.add(
          new ChatRequest.Message(
              role.equals("model") ? "assistant" : role, text, List.copyOf(calls), null));
    }
  }

  private static String answered(List<ToolCall> unanswered, JsonNode response) {
    String id = response.path("id").asText();
    for (ToolCall call : List.copyOf(unanswered)) {
      if (id.isEmpty() ? call.name().equals(response.path(NAME).asText()) : id.equals(call.id())) {
        unanswered.remove(call);
        return String.valueOf(call.id());
      }
    }
    return id;
  }

  private static String text(JsonNode content) {
    StringBuilder text = new StringBuilder();
    content.path(PARTS).forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }

  @Override
  public AnswerJson answer(int number, ChatRequest request, Reply.Answer answer) {
    return request.raw().has("contents")
        ? new GeminiJson(number, request, answer)
        : new GeminiVectors(request, answer);
  }

  @Override
  public ObjectNode error(Reply.Failure failure, int number) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error")
        .put("code", failure.status())
        .put("message", failure.message())
        .put("status", status(failure.status()));
    return json;
  }

  private static String status(int status) {
    return switch (status) {
      case 400 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status >= 500 ? "INTERNAL" : "FAILED_PRECONDITION";
    };
  }

  @Override
  public void addHeaders(Headers headers, int number, long started) {
    headers.set("server-timing", "gfet4t7; dur=1");
  }

  @Override
  public boolean endsWithDone() {
    return false;
  }

  @Override
  public String eventField() {
    return "";
  }
}
