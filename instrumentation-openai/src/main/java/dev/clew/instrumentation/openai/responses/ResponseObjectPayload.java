// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responsestream.ResponseEvents;
import dev.clew.instrumentation.openai.tools.RequestedTools;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payload of a call whose answer is a response: the response by reference; for a stream, the
 * response it ends with, or else the text received.
 */
public abstract class ResponseObjectPayload extends OpenAiPayload {
  private final ToolLoop tools;
  private final @Nullable String conversation;
  private final @Nullable ResponseEvents events;
  private volatile @Nullable Object result;

  protected ResponseObjectPayload(
      ServiceClient client,
      @Nullable String requestModel,
      boolean streamed,
      ToolLoop tools,
      @Nullable String conversation) {
    super(client, requestModel);
    this.tools = tools;
    this.conversation = conversation;
    this.events = streamed ? new ResponseEvents() : null;
  }

  @Override
  public final void result(Object parsed) {
    result = parsed;
    arrived(new AnsweredResponse(parsed));
  }

  @Override
  public final void chunk(Object chunk) {
    if (events == null || !events.add(chunk)) {
      return;
    }
    Object completeResponse = events.terminal();
    Object announced = events.announced();
    if (completeResponse != null) {
      arrived(new AnsweredResponse(completeResponse));
    } else if (announced != null) {
      announced(new AnsweredResponse(announced));
    }
  }

  /** Called when a stream announces its response. */
  protected void announced(AnsweredResponse response) {}

  /** Called when the response has arrived; it is complete once the model has finished. */
  protected abstract void arrived(AnsweredResponse response);

  @Override
  public final boolean isStreamed() {
    return events != null;
  }

  @Override
  public final boolean isComplete() {
    return events != null && events.terminal() != null;
  }

  @Override
  public @Nullable SpanError error() {
    SpanError streamError = events == null ? null : events.error();
    AnsweredResponse response = completeResponse();
    return streamError != null || response == null ? streamError : response.error();
  }

  @Override
  public boolean isCancelled() {
    AnsweredResponse response = completeResponse();
    return response != null && "cancelled".equals(response.status());
  }

  /** Returns the error event of a stream, or null. */
  protected final @Nullable SpanError errorSent() {
    return events == null ? null : events.error();
  }

  /** Returns the complete response, or null if there is none, or none yet. */
  private @Nullable AnsweredResponse completeResponse() {
    Object response = events == null ? result : events.terminal();
    return response == null ? null : new AnsweredResponse(response);
  }

  @Override
  public void followUp(Context caller) {
    AnsweredResponse response = completeResponse();
    List<RequestedTool> requested = response == null ? List.of() : response.requestedTools();
    if (!requested.isEmpty()) {
      tools.start(
          caller, client().serverAddress(), conversation, requested, RequestedTools::output);
    }
  }

  @Override
  public long retainedBytes() {
    AnsweredResponse response = completeResponse();
    return RetainedBytes.PER_CALL
        + (response == null ? 0 : ResponseSize.ofItems(response.output()))
        + (events == null ? 0 : events.retainedBytes());
  }

  @Override
  public @Nullable SpanData outline() {
    return new ResponseData(outlined().build(), null, conversation, null);
  }

  /** Returns the answer as far as it has arrived; for the export thread. */
  protected final ResponseAnswer answer() {
    Object response = result;
    if (response != null) {
      return new ResponseAnswer(OpenAiJson.read(response));
    }
    return new ResponseAnswer(events == null ? JsonTree.EMPTY : events.seal());
  }

  /** Returns the data of request and answer, without usage and with additional {@code details}. */
  protected final GenerationData.Builder generation(
      ResponseRequest request, ResponseAnswer answer, Map<String, ?> additional) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details(request));
    if (events != null && events.droppedCharacters() > 0) {
      details.put("dropped_characters", events.droppedCharacters());
    }
    details.putAll(additional);
    return generation()
        .requestModel(request.model())
        .responseModel(answer.model())
        .responseId(answer.id())
        .parameters(request.parameters())
        .input(request.messages())
        .output(answer.messages())
        .tools(request.tools())
        .finishReasons(answer.finishReasons())
        .details(details(details));
  }

  /** Returns the span's data. */
  protected final ResponseData response(
      GenerationData generation, ResponseRequest request, ResponseAnswer answer) {
    String previous = request.previousResponseId();
    String answered = answer.conversation();
    String instructions = request.instructions();
    return new ResponseData(
        generation,
        previous != null ? previous : answer.previousResponseId(),
        answered != null ? answered : request.conversation(),
        instructions != null ? instructions : answer.instructions());
  }
}
