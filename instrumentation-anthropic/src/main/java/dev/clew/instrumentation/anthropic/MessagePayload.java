// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropic;

import dev.clew.api.data.GenerationData;
import dev.clew.api.trace.Context;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Usages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message's span: request and answer by reference, both immutable, and the blocks
 * of a stream as they arrive.
 */
final class MessagePayload extends AnthropicPayload {
  private final Object params;
  private final @Nullable ToolLoop tools;
  private final @Nullable MessageChunks chunks;
  private volatile @Nullable Object result;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param model the model named in {@code params}
   * @param tools receives the tools that the answer requests; null if the library runs them
   */
  MessagePayload(
      ServiceClient client,
      Object params,
      @Nullable String model,
      boolean streamed,
      @Nullable ToolLoop tools) {
    super(client, model);
    this.params = params;
    this.tools = tools;
    this.chunks = streamed ? new MessageChunks() : null;
  }

  @Override
  public void result(Object parsed) {
    result = parsed;
  }

  @Override
  public void chunk(Object event) {
    if (chunks != null) {
      chunks.add(event);
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
  public boolean mayRequestTools() {
    return tools != null;
  }

  @Override
  public void followUp(Context caller) {
    List<RequestedTool> requested =
        chunks != null ? chunks.requestedTools() : ToolResults.requestedTools(result);
    if (tools != null && !requested.isEmpty()) {
      tools.start(caller, client().serverAddress(), null, requested, ToolResults::output);
    }
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL
        + MessageSize.ofRequest(params)
        + MessageSize.ofAnswer(result)
        + (chunks == null ? 0 : chunks.retainedBytes());
  }

  /** Returns the request's JSON; for the export thread. */
  MessageRequest request() {
    return new MessageRequest(AnthropicJson.read(Fields.BY_NAME.read(params, "_body")));
  }

  /** Returns the JSON of the answer, as far as it has arrived; for the export thread. */
  MessageAnswer answer() {
    Object complete = result;
    if (complete != null) {
      return new MessageAnswer(AnthropicJson.read(complete));
    }
    return new MessageAnswer(chunks == null ? JsonTree.EMPTY : chunks.seal());
  }

  @Override
  public GenerationData render() {
    MessageRequest request = request();
    MessageAnswer answer = answer();
    return Usages.orEstimate(
        generation()
            .requestModel(request.model())
            .responseModel(answer.model())
            .responseId(answer.id())
            .parameters(request.parameters())
            .input(request.messages())
            .output(answer.messages())
            .tools(request.tools())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(details(request, answer))
            .build());
  }

  @Override
  public GenerationData outline() {
    return outlined().build();
  }

  private Map<String, @Nullable Object> details(MessageRequest request, MessageAnswer answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details());
    if (request.continuesThread()) {
      details.put("conversation_on_server", true);
    }
    long dropped = chunks == null ? 0 : chunks.droppedCharacters();
    if (dropped > 0) {
      details.put("dropped_characters", dropped);
    }
    return details(details);
  }
}
