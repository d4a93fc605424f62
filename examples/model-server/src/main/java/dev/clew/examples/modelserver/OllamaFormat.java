// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;

/** Requests and errors of Ollama's {@code POST /api/chat}, whose streams are lines of JSON. */
final class OllamaFormat implements WireFormat {
  @Override
  public boolean serves(String path) {
    return path.equals("/api/chat");
  }

  @Override
  public boolean isValid(JsonNode json) {
    return json.path("messages").isArray();
  }

  /** Unlike in chat completions, a request that does not say otherwise asks for a stream. */
  @Override
  public ChatRequest request(String path, JsonNode json) {
    ChatRequest chat = ChatRequest.of(json);
    boolean stream = json.path("stream").asBoolean(true);
    return new ChatRequest(chat.model(), chat.messages(), chat.tools(), stream, true, json);
  }

  @Override
  public AnswerJson answer(int number, ChatRequest request, Reply.Answer answer) {
    return new OllamaJson(request, answer);
  }

  @Override
  public ObjectNode error(Reply.Failure failure, int number) {
    return JsonNodeFactory.instance.objectNode().put("error", failure.message());
  }

  @Override
  public void addHeaders(Headers headers, int number, long started) {}

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
    return "application/x-ndjson";
  }

  @Override
  public byte[] event(ObjectNode json) {
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
