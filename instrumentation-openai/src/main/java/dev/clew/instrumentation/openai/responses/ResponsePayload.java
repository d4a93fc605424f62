// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.responses;

import dev.clew.api.data.GenerationData;
import dev.clew.api.data.ResponseData;
import dev.clew.api.data.Usage;
import dev.clew.api.trace.Payload;
import dev.clew.instrumentation.openai.json.Fields;
import dev.clew.instrumentation.openai.json.OpenAiJson;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.Usages;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a response's span: the request by reference, and the answer.
 *
 * <p>An answer may arrive before the model has started. Its tokens are then recorded by the call
 * that retrieves the finished response, and are not estimated here.
 */
final class ResponsePayload extends ResponseObjectPayload {
  private final Object request;
  private final @Nullable String model;
  private final Map<String, String> details;
  private final @Nullable String conversation;
  private final UnfinishedResponses unfinished;
  private volatile @Nullable Unfinished pending;
  private volatile boolean reportedElsewhere;

  /**
   * Creates the payload of a call that is starting.
   *
   * @param request the library's parameters, or a command on a WebSocket
   * @param model the model named in {@code request}
   * @param details details that the request itself does not contain
   */
  ResponsePayload(
      ServiceClient client,
      Object request,
      @Nullable String model,
      boolean streamed,
      ToolLoop tools,
      @Nullable String conversation,
      UnfinishedResponses unfinished,
      Map<String, String> details) {
    super(client, model, streamed, tools, conversation);
    this.request = request;
    this.model = model;
    this.conversation = conversation;
    this.unfinished = unfinished;
    this.details = details;
  }

  @Override
  protected void announced(AnsweredResponse response) {
    if (Boolean.TRUE.equals(Fields.BY_NAME.read(request, "_background"))) {
      addUnfinished(response);
    }
  }

  @Override
  protected void arrived(AnsweredResponse response) {
    Unfinished earlier = pending;
    if (response.isUnfinished()) {
      addUnfinished(response);
    } else if (earlier != null) {
      reportedElsewhere = !earlier.claimReport();
    }
  }

  private void addUnfinished(AnsweredResponse response) {
    String id = response.id();
    if (id != null) {
      Unfinished added = new Unfinished(model, conversation);
      pending = added;
      unfinished.add(client().serverAddress(), id, added);
    }
  }

  @Override
  public long retainedBytes() {
    return super.retainedBytes() + ResponseSize.ofRequest(request);
  }

  @Override
  public ResponseData render() {
    Object body = Fields.BY_NAME.read(request, "_body");
    ResponseRequest requestJson =
        new ResponseRequest(OpenAiJson.read(body == null ? request : body));
    ResponseAnswer answer = answer();
    Usage usage = reportedElsewhere ? null : answer.usage();
    GenerationData data = generation(requestJson, answer, details).usage(usage).build();
    return response(pending == null ? Usages.orEstimate(data) : data, requestJson, answer);
  }

  @Override
  public Payload enrichment() {
    return new Payload() {
      @Override
      public GenerationData render() {
        return ResponsePayload.this.render().generation();
      }

      @Override
      public GenerationData outline() {
        return outlined().build();
      }

      @Override
      public long retainedBytes() {
        return ResponsePayload.this.retainedBytes();
      }
    };
  }
}
