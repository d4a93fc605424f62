// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.GenerateContentResponse;
import dev.clew.api.data.GenerationData;
import dev.clew.api.trace.Context;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.RetainedBytes;
import dev.clew.kit.value.Usages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a {@code generateContent} span: the request and the answer by reference, the
 * pieces of a stream as they arrive.
 */
final class GenerationPayload extends GenAiPayload {
  private final Contents contents;
  private final @Nullable Object config;
  private final boolean streamed;
  private final @Nullable ToolLoop tools;
  private final AnswerPieces pieces = new AnswerPieces();

  /**
   * Creates the payload of a call that is starting.
   *
   * @param tools receives the functions that the answer requests; null if the client runs them
   */
  GenerationPayload(
      @Nullable String model,
      Contents contents,
      @Nullable Object config,
      boolean streamed,
      @Nullable ToolLoop tools) {
    super(model);
    this.contents = contents;
    this.config = config;
    this.streamed = streamed;
    this.tools = tools;
  }

  @Override
  public void result(Object answer) {
    chunk(answer);
  }

  @Override
  public void chunk(Object chunk) {
    if (chunk instanceof GenerateContentResponse response && GenAiLibrary.own(response) != null) {
      pieces.add(response);
    }
  }

  @Override
  public boolean isStreamed() {
    return streamed;
  }

  @Override
  public boolean isComplete() {
    return pieces.isComplete();
  }

  @Override
  public boolean mayRequestTools() {
    return tools != null;
  }

  @Override
  public void followUp(Context caller) {
    List<RequestedTool> requested = pieces.requestedTools();
    if (tools != null && !requested.isEmpty()) {
      tools.start(caller, client().serverAddress(), null, requested, FunctionResults::output);
    }
  }

  @Override
  public long retainedBytes() {
    return RetainedBytes.PER_CALL + contents.retainedBytes() + pieces.retainedBytes();
  }

  @Override
  public GenerationData render() {
    GenerateRequest request = new GenerateRequest(contents, GenAiJson.read(config));
    GenerateAnswer answer = pieces.seal();
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details());
    long dropped = pieces.droppedCharacters();
    if (dropped > 0) {
      details.put("dropped_characters", dropped);
    }
    return Usages.orEstimate(
        generation()
            .responseModel(answer.model())
            .responseId(answer.id())
            .parameters(request.parameters())
            .input(request.messages())
            .output(answer.messages())
            .tools(request.tools())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(details(details))
            .build());
  }
}
