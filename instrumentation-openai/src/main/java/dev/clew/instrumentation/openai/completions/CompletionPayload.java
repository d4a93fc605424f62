// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.completions;

import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionChoice;
import com.openai.models.completions.CompletionCreateParams;
import dev.clew.api.data.GenerationData;
import dev.clew.api.message.Message;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Usages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a completion's span. Chunks of a stream have the same type as the answer. */
final class CompletionPayload extends OpenAiPayload {
  private static final Set<String> NOT_PARAMETERS = Set.of("model", "prompt", "stream");
  private static final Set<String> NOT_DETAILS =
      Set.of("id", "object", "created", "model", "choices", "usage");

  private final CompletionCreateParams params;
  private final @Nullable CompletionChunks chunks;
  private volatile @Nullable Completion result;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param model the model named in {@code params}
   */
  CompletionPayload(
      ServiceClient client,
      CompletionCreateParams params,
      @Nullable String model,
      boolean streamed) {
    super(client, model);
    this.params = params;
    this.chunks = streamed ? new CompletionChunks() : null;
  }

  @Override
  public void result(Object parsed) {
    this.result = (Completion) parsed;
  }

  @Override
  public void chunk(Object chunk) {
    if (chunks != null) {
      chunks.add((Completion) chunk);
    }
  }

  @Override
  public boolean isStreamed() {
    return chunks != null;
  }

  @Override
  public boolean isComplete() {
    return chunks != null && chunks.isComplete();
  }

  @Override
  public long retainedBytes() {
    long bytes = RetainedBytes.PER_CALL + (chunks == null ? 0 : chunks.retainedBytes());
    CompletionCreateParams.Prompt prompt = params._prompt().asKnown().orElse(null);
    if (prompt != null && prompt.isString()) {
      bytes += prompt.asString().length();
    } else if (prompt != null && prompt.isArrayOfStrings()) {
      bytes += prompt.asArrayOfStrings().stream().mapToLong(String::length).sum();
    }
    Completion answer = result;
    if (answer != null) {
      for (CompletionChoice choice : answer._choices().asKnown().orElse(List.of())) {
        bytes += choice._text().asString().map(String::length).orElse(0);
      }
    }
    return bytes;
  }

  @Override
  public GenerationData render() {
    JsonTree request = OpenAiJson.read(params._body());
    Completion complete = result;
    JsonTree answer =
        complete != null
            ? OpenAiJson.read(complete)
            : chunks == null ? JsonTree.EMPTY : new JsonTree(chunks.seal());
    List<Message> output = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (JsonTree choice : answer.objects("choices")) {
      output.add(Message.text("assistant", choice.textOrEmpty("text")));
      String reason = choice.text("finish_reason");
      if (reason != null) {
        reasons.add(reason);
      }
    }
    return Usages.orEstimate(
        generation()
            .requestModel(request.text("model"))
            .responseModel(answer.text("model"))
            .responseId(answer.text("id"))
            .parameters(request.without(NOT_PARAMETERS))
            .input(prompts(request))
            .output(output)
            .finishReasons(reasons)
            .usage(TokenUsage.ofChat(answer.object("usage")))
            .details(details(answerDetails(answer)))
            .build());
  }

  @Override
  public GenerationData outline() {
    return outlined().build();
  }

  /** A prompt is one string or several; tokens are only counted. */
  private static List<Message> prompts(JsonTree request) {
    String text = request.text("prompt");
    if (text != null) {
      return List.of(Message.text("user", text));
    }
    List<Message> prompts = new ArrayList<>();
    for (Object prompt : request.list("prompt")) {
      if (prompt instanceof String element) {
        prompts.add(Message.text("user", element));
      }
    }
    int tokens = request.list("prompt").size();
    return prompts.isEmpty() && tokens > 0
        ? List.of(Message.text("user", "[" + tokens + " tokens]"))
        : prompts;
  }

  private Map<String, @Nullable Object> answerDetails(JsonTree answer) {
    Map<String, @Nullable Object> details = answer.without(NOT_DETAILS);
    details.values().removeIf(value -> value == null);
    if (chunks != null && chunks.droppedCharacters() > 0) {
      details.put("dropped_characters", chunks.droppedCharacters());
    }
    return details;
  }
}
