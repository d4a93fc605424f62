// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.call.OpenAiPayload;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responsestream.ResponseEvents;
import dev.clew.instrumentation.openai.tools.RequestedTools;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.JsonTree;
import dev.clew.kit.value.RetainedBytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a call that has a response for one: by reference, and of a stream the response it
 * ends with, or else the text that came.
 */
public abstract class ResponseReading extends OpenAiPayload {
  private final ToolLoop tools;
  private final @Nullable String conversation;
  private final @Nullable ResponseEvents events;
  private volatile @Nullable Object result;

  protected ResponseReading(
      Client client,
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
    Object whole = events.terminal();
    Object begun = events.begun();
    if (whole != null) {
      arrived(new AnsweredResponse(whole));
    } else if (begun != null) {
      announced(new AnsweredResponse(begun));
    }
  }

  /** A stream says which response it is about. */
  protected void announced(AnsweredResponse response) {}

  /** The response has come, whole if the model is done with it. */
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
    SpanError sent = events == null ? null : events.error();
    AnsweredResponse response = whole();
    return sent != null || response == null ? sent : response.error();
  }

  @Override
  public boolean isCancelled() {
    AnsweredResponse response = whole();
    return response != null && "cancelled".equals(response.status());
  }

  /** Returns the error event of a stream, or null. */
  protected final @Nullable SpanError errorSent() {
    return events == null ? null : events.error();
  }

  /** Returns the complete response, or null while or because there is none. */
  private @Nullable AnsweredResponse whole() {
    Object response = events == null ? result : events.terminal();
    return response == null ? null : new AnsweredResponse(response);
  }

  @Override
  public void answered(Context caller) {
    AnsweredResponse response = whole();
    List<RequestedTool> requested = response == null ? List.of() : response.requestedTools();
    if (!requested.isEmpty()) {
      tools.requested(
          caller, client().serverAddress(), conversation, requested, RequestedTools::output);
    }
  }

  @Override
  public long retainedBytes() {
    AnsweredResponse response = whole();
    return RetainedBytes.PER_CALL
        + (response == null ? 0 : ResponseSize.ofItems(response.output()))
        + (events == null ? 0 : events.retainedBytes());
  }

  @Override
  public @Nullable SpanData outline() {
    return new ResponseData(outlined().build(), null, conversation, null);
  }

  /** Returns the answer, as far as it came; for the export thread. */
  protected final ResponseAnswer answer() {
    Object response = result;
    if (response != null) {
      return new ResponseAnswer(OpenAiJson.read(response));
    }
    return new ResponseAnswer(events == null ? JsonTree.EMPTY : events.seal());
  }

  /** Returns what request and answer say, without usage and with further {@code details}. */
  protected final GenerationData.Builder generation(
      ResponseRequest request, ResponseAnswer answer, Map<String, ?> more) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details(request));
    if (events != null && events.droppedCharacters() > 0) {
      details.put("dropped_characters", events.droppedCharacters());
    }
    details.putAll(more);
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
