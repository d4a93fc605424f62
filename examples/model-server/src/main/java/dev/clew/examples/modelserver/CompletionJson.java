// SPDX-License-Identifier: Apache-2.0
package dev.clew.examples.modelserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one answer as the provider's JSON: a {@code chat.completion} object, or the list of {@code
 * chat.completion.chunk} objects of a stream. The format is that of the provider's public API
 * reference for chat completions.
 */
final class CompletionJson implements AnswerJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int ARGUMENT_PIECE = 12;

  /** The provider answers with the dated name of a model that was asked for by its short name. */
  private static final Map<String, String> DATED_NAMES =
      Map.of("gpt-4o-mini", "gpt-4o-mini-2024-07-18", "gpt-4o", "gpt-4o-2024-08-06");

  private final String id;
  private final long created;
  private final ChatRequest request;
  private final Reply.Answer answer;
  private final List<ToolCall> calls;

  CompletionJson(int number, long created, ChatRequest request, Reply.Answer answer) {
    this.id = "chatcmpl-%08d".formatted(number);
    this.created = created;
    this.request = request;
    this.answer = answer;
    this.calls = withIds("call", number, answer.toolCalls());
  }

  @Override
  public ObjectNode whole() {
    ObjectNode completion = envelope("chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (answer.text().isEmpty() && !calls.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", answer.text());
    }
    if (!calls.isEmpty()) {
      ArrayNode array = message.putArray("tool_calls");
      calls.forEach(call -> array.add(toolCall(call, call.arguments())));
    }
    message.putNull("refusal").putArray("annotations");
    choice.putNull("logprobs").put("finish_reason", answer.finishReason());
    completion.set("usage", usage());
    return completion;
  }

  @Override
  public List<ObjectNode> chunks() {
    List<ObjectNode> chunks = new ArrayList<>();
    ObjectNode role = JSON.objectNode().put("role", "assistant");
    if (answer.text().isEmpty() && !calls.isEmpty()) {
      role.putNull("content");
    } else {
      role.put("content", "");
    }
    chunks.add(chunk(role.putNull("refusal"), null));
    for (String word : words(answer.text())) {
      chunks.add(chunk(JSON.objectNode().put("content", word), null));
    }
    for (int index = 0; index < calls.size(); index++) {
      addToolCall(chunks, index, calls.get(index));
    }
    chunks.add(chunk(JSON.objectNode(), answer.finishReason()));
    if (request.includeUsage()) {
      ObjectNode last = envelope("chat.completion.chunk");
      last.putArray("choices");
      last.set("usage", usage());
      chunks.add(last);
    }
    return chunks;
  }

  private void addToolCall(List<ObjectNode> chunks, int index, ToolCall call) {
    ObjectNode first = JSON.objectNode().put("index", index);
    first.setAll(toolCall(call, ""));
    chunks.add(toolCallChunk(first));
    for (String piece : pieces(call.arguments())) {
      ObjectNode next = JSON.objectNode().put("index", index);
      next.putObject("function").put("arguments", piece);
      chunks.add(toolCallChunk(next));
    }
  }

  private ObjectNode toolCallChunk(ObjectNode call) {
    ObjectNode delta = JSON.objectNode();
    delta.putArray("tool_calls").add(call);
    return chunk(delta, null);
  }

  private ObjectNode chunk(ObjectNode delta, @Nullable String finishReason) {
    ObjectNode chunk = envelope("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.putNull("logprobs").put("finish_reason", finishReason);
    if (request.includeUsage()) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private ObjectNode envelope(String object) {
    return JSON.objectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", DATED_NAMES.getOrDefault(request.model(), request.model()))
        .put("service_tier", "default")
        .put("system_fingerprint", "fp_5ca1ab1e00");
  }

  private ObjectNode usage() {
    Usage counts = Usage.of(request, answer);
    ObjectNode usage =
        JSON.objectNode()
            .put("prompt_tokens", counts.promptTokens())
            .put("completion_tokens", counts.completionTokens())
            .put("total_tokens", counts.totalTokens());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", counts.cachedTokens())
        .put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", counts.reasoningTokens())
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  private static ObjectNode toolCall(ToolCall call, String arguments) {
    ObjectNode json = JSON.objectNode().put("id", call.id()).put("type", "function");
    json.putObject("function").put("name", call.name()).put("arguments", arguments);
    return json;
  }

  /** The calls, numbered where the script gives them no id. */
  static List<ToolCall> withIds(String prefix, int number, List<ToolCall> calls) {
    List<ToolCall> named = new ArrayList<>();
    for (ToolCall call : calls) {
      String id = call.id();
      if (id == null) {
        id = "%s_%08d_%d".formatted(prefix, number, named.size());
      }
      named.add(new ToolCall(id, call.name(), call.arguments()));
    }
    return named;
  }

  /** Splits after white space, so that the words joined are the text again. */
  static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\s)(?=\\S)"));
  }

  /** Splits by code points: half of a surrogate pair is not valid UTF-8. */
  static List<String> pieces(String text) {
    int[] points = text.codePoints().toArray();
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < points.length; from += ARGUMENT_PIECE) {
      int length = Math.min(ARGUMENT_PIECE, points.length - from);
      pieces.add(new String(points, from, length));
    }
    return pieces;
  }
}
