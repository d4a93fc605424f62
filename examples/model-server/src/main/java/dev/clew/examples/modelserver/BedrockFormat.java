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
 * Requests and errors of Amazon Bedrock: {@code converse}, {@code invoke} and their streams,
 * guardrails, agents and knowledge bases. Signatures are not checked. A script sees the request as
 * if it were one of chat completions: the system prompt and each tool result are messages of their
 * own.
 */
final class BedrockFormat implements WireFormat {
  private static final Pattern MODEL =
      Pattern.compile("/model/(.+)/(converse|invoke)(-stream|-with-response-stream)?");
  private static final Pattern OTHER =
      Pattern.compile(
          "/guardrail/(.+)/version/.+/apply|/agents/(.+)/agentAliases/.+/sessions/.+/text"
              + "|/knowledgebases/(.+)/retrieve");
  private static final String MESSAGE = "message";
  private static final String TEXT = "text";

  private final MessagesFormat anthropic = new MessagesFormat();

  @Override
  public boolean serves(String path) {
    return MODEL.matcher(path).matches() || OTHER.matcher(path).matches();
  }

  @Override
  public boolean isValid(JsonNode json) {
    return json.isObject();
  }

  @Override
  public ChatRequest request(String path, JsonNode json) {
    Matcher model = MODEL.matcher(path);
    if (!model.matches()) {
      Matcher other = OTHER.matcher(path);
      boolean agent = path.startsWith("/agents/");
      String name = other.matches() ? other.group(1) : path;
      return chat(name == null ? path : name, otherText(json), agent, json);
    }
    boolean streamed = model.group(3) != null;
    if (model.group(2).equals("invoke") && !isOfAmazon(json)) {
      return json.path("messages").isArray()
          ? with(anthropic.request(path, json), model.group(1), streamed)
          : chat(model.group(1), prompt(json), streamed, json);
    }
    List<ChatRequest.Message> messages = new ArrayList<>();
    String system = text(json.path("system"));
    if (!system.isEmpty()) {
      messages.add(new ChatRequest.Message("system", system, List.of(), null));
    }
    json.path("messages").forEach(message -> add(messages, message));
    List<String> tools = new ArrayList<>();
    for (JsonNode tool : json.path("toolConfig").path("tools")) {
      tools.add(tool.path("toolSpec").path("name").asText());
    }
    return new ChatRequest(
        model.group(1), List.copyOf(messages), List.copyOf(tools), streamed, true, json);
  }

  /** Whether a body is that of Converse, which Nova takes as its own. */
  private static boolean isOfAmazon(JsonNode json) {
    JsonNode first = json.path("messages").path(0).path("content").path(0);
    return first.isObject() && !first.has("type");
  }

  private static ChatRequest with(ChatRequest request, String model, boolean streamed) {
    return new ChatRequest(
        model, request.messages(), request.tools(), streamed, true, request.raw());
  }

  private static ChatRequest chat(String model, String text, boolean streamed, JsonNode json) {
    ChatRequest.Message user = new ChatRequest.Message("user", text, List.of(), null);
    return new ChatRequest(model, List.of(user), List.of(), streamed, true, json);
  }

  private static String prompt(JsonNode json) {
    for (String field : List.of("prompt", "inputText", MESSAGE)) {
      if (json.has(field)) {
        return json.path(field).asText();
      }
    }
    return json.path("texts").path(0).asText();
  }

  private static String otherText(JsonNode json) {
    return json.has("inputText")
        ? json.path("inputText").asText()
        : json.has("retrievalQuery")
            ? json.path("retrievalQuery").path(TEXT).asText()
            : json.path("content").path(0).path(TEXT).path(TEXT).asText();
  }

  private static void add(List<ChatRequest.Message> messages, JsonNode json) {
    List<ToolCall> calls = new ArrayList<>();
    boolean results = false;
    for (JsonNode block : json.path("content")) {
      JsonNode use = block.path("toolUse");
      JsonNode result = block.path("toolResult");
      if (use.isObject()) {
        calls.add(
            new ToolCall(
                use.path("toolUseId").asText(),
                use.path("name").asText(),
                use.path("input").toString()));
      } else if (result.isObject()) {
        results = true;
        messages.add(
            new ChatRequest.Message(
                "tool",
                resultText(result.path("content")),
                List.of(),
                result.path("toolUseId").asText()));
      }
    }
    String text = text(json.path("content"));
    if (!results || !text.isEmpty()) {
      messages.add(
          new ChatRequest.Message(json.path("role").asText(), text, List.copyOf(calls), null));
    }
  }

  private static String resultText(JsonNode content) {
    StringBuilder text = new StringBuilder();
    for (JsonNode block : content) {
      text.append(block.has("json") ? block.path("json") : block.path(TEXT).asText());
    }
    return text.toString();
  }

  private static String text(JsonNode content) {
    StringBuilder text = new StringBuilder();
    content.forEach(block -> text.append(block.path(TEXT).asText()));
    return text.toString();
  }

  @Override
  public AnswerJson answer(int number, ChatRequest request, Reply.Answer answer) {
    JsonNode raw = request.raw();
    boolean agent = raw.has("inputText") && !request.model().contains("."); // unlike a model's name
    if (agent || raw.has("retrievalQuery") || raw.has("source")) {
      return new BedrockOtherJson(request, answer);
    }
    return isOfAmazon(raw)
        ? new ConverseJson(number, request, answer)
        : new InvokeJson(number, request, answer);
  }

  @Override
  public ObjectNode error(Reply.Failure failure, int number) {
    return JsonNodeFactory.instance.objectNode().put(MESSAGE, failure.message());
  }

  @Override
  public void addErrorHeaders(Headers headers, Reply.Failure failure) {
    headers.set("x-amzn-ErrorType", errorType(failure.status()));
  }

  private static String errorType(int status) {
    return switch (status) {
      case 403 -> "AccessDeniedException";
      case 404 -> "ResourceNotFoundException";
      case 408 -> "ModelTimeoutException";
      case 424 -> "ModelErrorException";
      case 429 -> "ThrottlingException";
      case 503 -> "ServiceUnavailableException";
      default -> status >= 500 ? "InternalServerException" : "ValidationException";
    };
  }

  @Override
  public void addHeaders(Headers headers, int number, long started) {
    headers.set("x-amzn-RequestId", "00000000-0000-0000-0000-%012d".formatted(number));
  }

  @Override
  public boolean endsWithDone() {
    return false;
  }

  @Override
  public String eventField() {
    return "";
  }

  @Override
  public String streamType() {
    return EventStreamFrame.CONTENT_TYPE;
  }

  /** An event has one field, whose name is its type; an error has none but its message. */
  @Override
  public byte[] event(ObjectNode json) {
    String type = json.fieldNames().next();
    return type.equals(MESSAGE)
        ? EventStreamFrame.exception("modelStreamErrorException", json)
        : EventStreamFrame.event(type, json.path(type));
  }
}
