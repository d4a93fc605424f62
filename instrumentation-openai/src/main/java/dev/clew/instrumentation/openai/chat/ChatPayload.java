// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.chat;

import com.openai.core.JsonField;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import dev.clew.api.data.GenerationData;
import dev.clew.api.trace.Context;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.tools.RequestedTools;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Usages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a chat completion's span: parameters and answer by reference, both immutable, and
 * the text of a stream as it arrives.
 */
final class ChatPayload extends OpenAiPayload {
  private final ChatCompletionCreateParams params;
  private final ToolLoop tools;
  private final @Nullable ChatChunks chunks;
  private volatile @Nullable ChatCompletion result;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param model the model named in {@code params}
   */
  ChatPayload(
      ServiceClient client,
      ChatCompletionCreateParams params,
      @Nullable String model,
      boolean streamed,
      ToolLoop tools) {
    super(client, model);
    this.params = params;
    this.tools = tools;
    this.chunks = streamed ? new ChatChunks() : null;
  }

  @Override
  public void result(Object parsed) {
    this.result = (ChatCompletion) parsed;
  }

  @Override
  public void chunk(Object chunk) {
    if (chunks != null) {
      chunks.add((ChatCompletionChunk) chunk);
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
  @SuppressWarnings("deprecation") // for function calls, the predecessor of tool calls
  public boolean mayRequestTools() {
    ChatCompletion answer = result;
    if (chunks != null || answer == null) {
      return chunks != null;
    }
    for (ChatCompletion.Choice choice : Fields.list(answer._choices())) {
      ChatCompletionMessage message = Fields.known(choice._message());
      if (message == null || hasValue(message._toolCalls())) {
        return true;
      }
      if (hasValue(message._functionCall())) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasValue(JsonField<?> field) {
    return !field.isMissing() && !field.isNull();
  }

  @Override
  public void followUp(Context caller) {
    List<RequestedTool> requested = requestedTools();
    if (!requested.isEmpty()) {
      tools.start(caller, client().serverAddress(), null, requested, RequestedTools::output);
    }
  }

  private List<RequestedTool> requestedTools() {
    if (chunks != null) {
      return chunks.requestedTools();
    }
    ChatCompletion answer = result;
    List<RequestedTool> requested = new ArrayList<>();
    if (answer != null) {
      for (ChatCompletion.Choice choice : Fields.list(answer._choices())) {
        Object message = Fields.BY_NAME.read(choice, "_message");
        requested.addAll(RequestedTools.ofChat(Fields.BY_NAME.read(message, "_toolCalls")));
        RequestedTool legacy =
            RequestedTools.ofFunctionCall(Fields.BY_NAME.read(message, "_functionCall"));
        if (legacy != null) {
          requested.add(legacy);
        }
      }
    }
    return requested;
  }

  @Override
  public long retainedBytes() {
    ChatCompletion answer = result;
    return RetainedBytes.PER_CALL
        + RetainedSize.of(params)
        + (answer == null ? 0 : RetainedSize.of(answer))
        + (chunks == null ? 0 : chunks.retainedBytes());
  }

  @Override
  public GenerationData render() {
    ChatRequest request = new ChatRequest(OpenAiJson.read(params._body()));
    ChatAnswer answer = new ChatAnswer(answer());
    return Usages.orEstimate(
        generation()
            .requestModel(request.model())
            .responseModel(answer.model())
            .responseId(answer.id())
            .parameters(request.parameters())
            .input(request.messages())
            .output(answer.messages(request.audioFormat()))
            .tools(request.tools())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(details(answer))
            .build());
  }

  @Override
  public GenerationData outline() {
    return outlined().build();
  }

  private JsonTree answer() {
    ChatCompletion complete = result;
    if (complete != null) {
      return OpenAiJson.read(complete);
    }
    return chunks == null ? JsonTree.EMPTY : chunks.seal();
  }

  private Map<String, @Nullable Object> details(ChatAnswer answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details());
    if (chunks != null && chunks.droppedCharacters() > 0) {
      details.put("dropped_characters", chunks.droppedCharacters());
    }
    return details(details);
  }
}
