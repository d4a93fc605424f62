// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retrieve;

import dev.clew.api.data.CustomData;
import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.SpanError;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.responsejson.ResponseAnswer;
import dev.clew.instrumentation.openai.responsejson.ResponseRequest;
import dev.clew.instrumentation.openai.responses.AnsweredResponse;
import dev.clew.instrumentation.openai.responses.ResponseReading;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.value.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a response says. Nearly always that is its state and nothing else, for the call
 * that made it has told the rest. The first look at the end of one that was made in the background
 * says it all: only there the tokens are seen.
 */
final class RetrievePayload extends ResponseReading {
  private final Look look;
  private final @Nullable Unfinished unfinished;
  private volatile boolean first;

  /**
   * What is looked for.
   *
   * @param operation how the span's data name it
   * @param id the response, if the application gave one
   * @param startingAfter the last event that the application has seen, of a stream
   */
  record Look(String operation, @Nullable String id, @Nullable Long startingAfter) {}

  RetrievePayload(
      Client client, Look look, boolean streamed, ToolLoop tools, @Nullable Unfinished unfinished) {
    super(
        client,
        unfinished == null ? null : unfinished.model(),
        streamed,
        tools,
        unfinished == null ? null : unfinished.conversation());
    this.look = look;
    this.unfinished = unfinished;
  }

  @Override
  protected void arrived(AnsweredResponse response) {
    if (unfinished != null && !response.isUnfinished() && unfinished.tell()) {
      first = true;
    }
  }

  /** That a response failed long ago is no failure of looking at it. */
  @Override
  public @Nullable SpanError error() {
    return first ? super.error() : errorSent();
  }

  @Override
  public boolean isCancelled() {
    return first && super.isCancelled();
  }

  @Override
  public void answered(Context caller) {
    if (first) {
      super.answered(caller);
    }
  }

  @Override
  public SpanData render() {
    ResponseAnswer answer = answer();
    return first ? whole(answer) : state(answer);
  }

  /** What the span is about is in the answer, which cannot be read. */
  @Override
  public @Nullable SpanData outline() {
    return first ? super.outline() : null;
  }

  private SpanData whole(ResponseAnswer answer) {
    ResponseRequest nothingAsked = new ResponseRequest(JsonTree.EMPTY);
    Map<String, Object> details = Map.of("operation", look.operation());
    var generation =
        generation(nothingAsked, answer, details)
            .requestModel(unfinished == null ? null : unfinished.model())
            .usage(answer.usage());
    return response(generation.build(), nothingAsked, answer);
  }

  private SpanData state(ResponseAnswer answer) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("operation", look.operation());
    data.put("provider", client().provider());
    data.put("server_address", client().serverAddress());
    data.put("id", look.id() != null ? look.id() : answer.id());
    data.put("status", answer.status());
    data.put("model", answer.model());
    data.put("starting_after", look.startingAfter());
    data.put("error", answer.json().values().get("error"));
    data.values().removeIf(Objects::isNull);
    return new CustomData(look.operation(), details(data));
  }
}
