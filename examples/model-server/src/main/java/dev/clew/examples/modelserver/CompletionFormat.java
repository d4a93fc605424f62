// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests and errors of OpenAI's {@code POST /v1/chat/completions}, and of Azure's under the name
 * of a deployment.
 */
final class CompletionFormat implements WireFormat {
  private static final String PATH = "/v1/chat/completions";
  private static final Pattern DEPLOYMENT =
      Pattern.compile("/openai/deployments/([^/]+)/chat/completions");

  @Override
  public boolean serves(String path) {
    return path.equals(PATH) || DEPLOYMENT.matcher(path).matches();
  }

  @Override
  public boolean isValid(JsonNode json) {
    return json.path("messages").isArray();
  }

  @Override
  public ChatRequest request(String path, JsonNode json) {
    ChatRequest chat = ChatRequest.of(json);
    Matcher deployment = DEPLOYMENT.matcher(path);
    if (!deployment.matches() || !chat.model().isEmpty()) {
      return chat;
    }
    return new ChatRequest(
        deployment.group(1),
        chat.messages(),
        chat.tools(),
        chat.stream(),
        chat.includeUsage(),
        json);
  }

  @Override
  public AnswerJson answer(int number, ChatRequest request, Reply.Answer answer) {
    return new CompletionJson(number, System.currentTimeMillis() / 1_000, request, answer);
  }

  @Override
  public ObjectNode error(Reply.Failure failure, int number) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error")
        .put("message", failure.message())
        .put("type", failure.type())
        .putNull("param")
        .put("code", failure.code());
    return json;
  }

  @Override
  public void addHeaders(Headers headers, int number, long started) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    headers.set("x-request-id", "req_%08d".formatted(number));
    headers.set("openai-processing-ms", Long.toString(millis));
    headers.set("openai-version", "2020-10-01");
    headers.set("x-ratelimit-limit-requests", "10000");
    headers.set("x-ratelimit-remaining-requests", "9999");
    headers.set("x-ratelimit-reset-requests", "6ms");
    headers.set("x-ratelimit-limit-tokens", "200000");
    headers.set("x-ratelimit-remaining-tokens", "199000");
    headers.set("x-ratelimit-reset-tokens", "300ms");
  }

  @Override
  public boolean endsWithDone() {
    return true;
  }

  @Override
  public String eventField() {
    return "";
  }
}
