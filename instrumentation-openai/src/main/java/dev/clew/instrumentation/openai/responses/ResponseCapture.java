// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseError;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStreamEvent;
import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.message.Message;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.call.CallCapture;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.json.JsonTree;
import dev.clew.instrumentation.openai.json.TokenUsage;
import dev.clew.instrumentation.openai.tools.RequestedTool;
import dev.clew.instrumentation.openai.tools.ToolRuns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the Responses API says: the parameters and the answer by reference, and of a
 * stream the response it ends with, or else the text that came.
 */
final class ResponseCapture extends CallCapture {
  private final ResponseCreateParams params;
  private final ToolRuns tools;
  private final @Nullable String conversation;
  private final @Nullable ResponseEvents events;
  private volatile @Nullable Response result;

  ResponseCapture(
      Client client,
      ResponseCreateParams params,
      boolean streamed,
      ToolRuns tools,
      @Nullable String conversation) {
    super(client);
    this.params = params;
    this.tools = tools;
    this.conversation = conversation;
    this.events = streamed ? new ResponseEvents() : null;
  }

  @Override
  public void result(Object parsed) {
    this.result = (Response) parsed;
  }

  @Override
  public void chunk(Object chunk) {
    if (events != null) {
      events.add((ResponseStreamEvent) chunk);
    }
  }

  @Override
  public boolean isStreamed() {
    return events != null;
  }

  @Override
  public boolean isComplete() {
    return events != null && events.terminal() != null;
  }

  @Override
  public @Nullable SpanError error() {
    SpanError sent = events == null ? null : events.error();
    if (sent != null) {
      return sent;
    }
    Response response = whole();
    if (response == null || !"failed".equals(status(response))) {
      return null;
    }
    ResponseError error = response._error().asKnown().orElse(null);
    return error == null
        ? SpanError.of("failed", null)
        : SpanError.of(
            error
                ._code()
                .asKnown()
                .flatMap(code -> code._value().asString())
                .or(() -> error._code().asString())
                .orElse("failed"),
            error._message().asString().orElse(null));
  }

  @Override
  public boolean isCancelled() {
    Response response = whole();
    return response != null && "cancelled".equals(status(response));
  }

  private static @Nullable String status(Response response) {
    return response._status().asKnown().flatMap(status -> status._value().asString()).orElse(null);
  }

  /** Returns the complete response, or null while or because there is none. */
  private @Nullable Response whole() {
    return events == null ? result : events.terminal();
  }

  @Override
  public void answered(Context caller) {
    Response response = whole();
    if (response == null) {
      return;
    }
    List<RequestedTool> requested = new ArrayList<>();
    for (ResponseOutputItem item : response._output().asKnown().orElse(List.of())) {
      RequestedTool tool =
          item.isFunctionCall()
              ? RequestedTool.ofResponse(item.asFunctionCall(), "_arguments")
              : RequestedTool.ofResponse(Accessors.read(item, "customToolCall"), "_input");
      if (tool != null) {
        requested.add(tool);
      }
    }
    if (!requested.isEmpty()) {
      tools.requested(caller, client().serverAddress(), conversation, requested);
    }
  }

  @Override
  public long retainedBytes() {
    Response response = whole();
    return FIXED_BYTES
        + ResponseSize.of(params)
        + (response == null ? 0 : ResponseSize.of(response))
        + (events == null ? 0 : events.retainedBytes());
  }

  @Override
  public ResponseData render() {
    ResponseRequest request = new ResponseRequest(JsonTree.read(params._body()));
    ResponseAnswer answer = new ResponseAnswer(answer());
    String answered = answer.conversation();
    String instructions = request.instructions();
    return new ResponseData(
        generation(request, answer),
        request.previousResponseId(),
        answered != null ? answered : request.conversation(),
        instructions != null ? instructions : answer.instructions());
  }

  @Override
  public Payload enrichment() {
    return new Payload() {
      @Override
      public GenerationData render() {
        return ResponseCapture.this.render().generation();
      }

      @Override
      public long retainedBytes() {
        return ResponseCapture.this.retainedBytes();
      }
    };
  }

  private GenerationData generation(ResponseRequest request, ResponseAnswer answer) {
    List<Message> input = request.messages();
    List<Message> output = answer.messages();
    GenerationData.Builder data =
        new GenerationData.Builder()
            .provider(client().provider())
            .serverAddress(client().serverAddress())
            .requestModel(request.model())
            .responseModel(answer.model())
            .responseId(answer.id())
            .streamed(isStreamed())
            .parameters(request.parameters())
            .input(input)
            .output(output)
            .tools(request.tools())
            .finishReasons(answer.finishReasons())
            .usage(answer.usage())
            .details(allDetails(request, answer));
    if (answer.usage() == null && !output.isEmpty()) {
      data.usage(TokenUsage.estimate(input, request.tools(), output));
    }
    return data.build();
  }

  private JsonTree answer() {
    Response response = result;
    if (response != null) {
      return JsonTree.read(response);
    }
    return events == null ? JsonTree.EMPTY : events.seal();
  }

  private Map<String, @Nullable Object> allDetails(ResponseRequest request, ResponseAnswer answer) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(answer.details(request));
    if (events != null && events.droppedCharacters() > 0) {
      details.put("dropped_characters", events.droppedCharacters());
    }
    return details(details);
  }
}
