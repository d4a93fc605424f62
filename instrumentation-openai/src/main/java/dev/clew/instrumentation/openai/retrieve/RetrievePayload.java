// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retrieve;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responses.AnsweredResponse;
import dev.clew.instrumentation.openai.responses.ResponseObjectPayload;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.ServiceClient;
import dev.clew.kit.value.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of a retrieval's span. It is usually just the response's state, because the call that
 * created the response recorded the rest. The first retrieval of a finished background response
 * records everything, because its tokens are only known then.
 */
final class RetrievePayload extends ResponseObjectPayload {
  private final Query query;
  private final @Nullable Unfinished unfinished;
  private volatile boolean first;

  /**
   * The requested response.
   *
   * @param operation the operation's name in the span's data
   * @param id the id of the response, if the application passed one
   * @param startingAfter for a stream, the last event that the application has received
   */
  record Query(String operation, @Nullable String id, @Nullable Long startingAfter) {}

  RetrievePayload(
      ServiceClient client,
      Query query,
      boolean streamed,
      ToolLoop tools,
      @Nullable Unfinished unfinished) {
    super(
        client,
        unfinished == null ? null : unfinished.model(),
        streamed,
        tools,
        unfinished == null ? null : unfinished.conversation());
    this.query = query;
    this.unfinished = unfinished;
  }

  @Override
  protected void arrived(AnsweredResponse response) {
    if (unfinished != null && !response.isUnfinished() && unfinished.claimReport()) {
      first = true;
    }
  }

  /** Reading a response that failed earlier is not itself a failure. */
  @Override
  public @Nullable SpanError error() {
    return first ? super.error() : errorSent();
  }

  @Override
  public boolean isCancelled() {
    return first && super.isCancelled();
  }

  @Override
  public void followUp(Context caller) {
    if (first) {
      super.followUp(caller);
    }
  }

  @Override
  public SpanData render() {
    ResponseAnswer answer = answer();
    return first ? completeData(answer) : state(answer);
  }

  /** The content is in the answer, which cannot be read. */
  @Override
  public @Nullable SpanData outline() {
    return first ? super.outline() : null;
  }

  private SpanData completeData(ResponseAnswer answer) {
    ResponseRequest noRequest = new ResponseRequest(JsonTree.EMPTY);
    Map<String, Object> details = Map.of("operation", query.operation());
    var generation =
        generation(noRequest, answer, details)
            .requestModel(unfinished == null ? null : unfinished.model())
            .usage(answer.usage());
    return response(generation.build(), noRequest, answer);
  }

  private SpanData state(ResponseAnswer answer) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("operation", query.operation());
    data.put("provider", client().provider());
    data.put("server_address", client().serverAddress());
    data.put("id", query.id() != null ? query.id() : answer.id());
    data.put("status", answer.status());
    data.put("model", answer.model());
    data.put("starting_after", query.startingAfter());
    data.put("error", answer.json().values().get("error"));
    data.values().removeIf(Objects::isNull);
    return new CustomData(query.operation(), details(data));
  }
}
