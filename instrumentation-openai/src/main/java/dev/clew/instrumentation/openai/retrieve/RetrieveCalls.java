// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.retrieve;

import dev.clew.api.hook.Call;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.instrumentation.openai.call.Calls;
import dev.clew.instrumentation.openai.client.Client;
import dev.clew.instrumentation.openai.json.Accessors;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses;
import dev.clew.instrumentation.openai.responses.UnfinishedResponses.Unfinished;
import dev.clew.kit.agent.ToolLoop;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.value.SpanNames;
import org.jspecify.annotations.Nullable;

/**
 * Begins the calls that look at a response and do not make one.
 *
 * <p>Their spans start as custom ones, since nobody knows yet whether the answer brings the end of
 * a background response; if it does, the data say that it is a response.
 */
final class RetrieveCalls {
  private final Calls calls;
  private final ToolLoop tools;
  private final UnfinishedResponses unfinished;

  RetrieveCalls(Calls calls, ToolLoop tools, UnfinishedResponses unfinished) {
    this.calls = calls;
    this.tools = tools;
    this.unfinished = unfinished;
  }

  /**
   * Begins a call.
   *
   * @param verb what is done to the response
   * @return null if nothing is kept of it
   */
  @Nullable HttpCall begin(Call call, String verb, boolean streamed) {
    Object params = call.required(0, Object.class);
    Client client = calls.client(call);
    String id = Accessors.text(params, "responseId");
    Long after = Accessors.read(params, "startingAfter") instanceof Long number ? number : null;
    Unfinished begun =
        id == null || isToldAbove() ? null : unfinished.find(client.serverAddress(), id);
    RetrievePayload.Look look = new RetrievePayload.Look(verb + "_response", id, after);
    RetrievePayload payload = new RetrievePayload(client, look, streamed, tools, begun);
    HttpCall started = calls.begin(SpanType.CUSTOM, SpanNames.of(verb + " response", id), payload);
    String conversation = begun == null ? null : begun.conversation();
    if (started != null && conversation != null) {
      started.groupId(conversation);
    }
    return started;
  }

  /** A framework that waits for its own response says itself what it cost. */
  private static boolean isToldAbove() {
    Span above = Context.current().span();
    return above != null && above.isRecording() && above.type() == SpanType.GENERATION;
  }
}
